using GenEval.Scoring;
using GenEval.Scoring.Text;

namespace GenEval.Tests.Scoring;

public sealed class MultipleChoiceTests
{
    private const string Lines = "What is the capital of France?\nA. London\nB. Paris\nC. Rome";
    private const string Inline = "What is the capital of France? (A) London (B) Paris (C) Rome";
    private const string Dashes = "Is it so?\nOptions:\n- Yes\n- No";

    [Theory]
    [InlineData("B", "B", 1)]
    [InlineData("b", "B", 1)]
    [InlineData("(B)", "B", 1)]
    [InlineData("**B**.", "(B)", 1)]
    [InlineData("B. Paris", "B", 1)]
    [InlineData("B) it is the capital", "B", 1)]
    [InlineData("The answer is B.", "B", 1)]
    [InlineData("The answer is (b)", "B", 1)]
    [InlineData("The correct answer is: **B**", "B", 1)]
    [InlineData("Answer: B", "B", 1)]
    [InlineData("I choose option B because A is wrong", "B", 1)]
    [InlineData(@"The answer is $\boxed{B}$", "B", 1)]
    [InlineData("At first the answer is A. No, the answer is B.", "B", 1)]
    [InlineData("Paris", "B", 1)]
    [InlineData("It is Paris, of course.", "B", 1)]
    [InlineData("Paris", "Paris", 1)]
    [InlineData("B", "Paris", 1)]
    [InlineData("B", "B. Paris", 1)]
    [InlineData("A", "B", 0)]
    [InlineData("A capital question!", "A", 0)]
    [InlineData("London or Paris", "B", 0)]
    [InlineData("(A) or (B)", "B", 0)]
    [InlineData("The answer is a city", "A", 0)]
    [InlineData("", "B", 0)]
    [InlineData("I do not know", "I", 0)]
    [InlineData("D", "B", 0)]
    public void The_chosen_option_is_compared(string output, string reference, double expected)
    {
        Assert.Equal(expected, Score(output, reference, Lines));
        Assert.Equal(expected, Score(output, reference, Inline));
    }

    [Theory]
    [InlineData("Yes", "Yes", 1)]
    [InlineData("Yes, because it is.", "Yes", 1)]
    [InlineData("No.", "Yes", 0)]
    [InlineData("Yes or no", "Yes", 0)]
    public void Options_without_letters_are_compared_by_text(string output, string reference, double expected) =>
        Assert.Equal(expected, Score(output, reference, Dashes));

    [Theory]
    [InlineData("(C)", "C", 1)]
    [InlineData("So the answer is (C).", "(C)", 1)]
    [InlineData("Paris!", "paris", 1)]
    [InlineData("It is Paris", "Paris", 0)]
    public void Without_options_letters_and_texts_are_compared_as_they_are(string output, string reference, double expected) =>
        Assert.Equal(expected, Score(output, reference, input: null));

    [Fact]
    public void The_last_list_of_options_counts()
    {
        IReadOnlyList<ChoiceOption> options = ChoiceOptions.Read("Q: (A) one (B) two\nA: (B)\nQ: (A) three (B) four (C) five\nA:");
        Assert.Equal([new('A', "three"), new('B', "four"), new('C', "five")], options);
    }

    [Fact]
    public void The_instruction_may_hold_the_options() =>
        Assert.Equal(1, Scorers.Create("multiple_choice").Score(new ScoringItem("Paris", ["B"], Input: "France?", Instruction: Lines)).Value);

    private static double? Score(string output, string reference, string? input) =>
        Scorers.Create("multiple_choice").Score(new ScoringItem(output, [reference], input)).Value;
}
