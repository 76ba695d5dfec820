using GenEval.Suites;

namespace GenEval.Tests.Suites;

public sealed class PromptTemplateTests
{
    [Theory]
    [InlineData("Translate.", "hello", "Translate.\n\nhello")]
    [InlineData("Tell a joke.", "", "Tell a joke.")]
    [InlineData("", "hello", "hello")]
    public void The_default_is_the_instruction_a_blank_line_and_the_input(string instruction, string input, string prompt) =>
        Assert.Equal(prompt, PromptTemplate.Default.Render(instruction, input));

    [Fact]
    public void What_is_put_in_is_not_looked_at_again() =>
        Assert.Equal("{input} {examples}|{instruction}", PromptTemplate.Parse("{instruction}|{input}").Render("{input} {examples}", "{instruction}"));

    [Fact]
    public void Examples_are_pairs_and_leave_no_gap_where_there_are_none()
    {
        PromptTemplate template = PromptTemplate.Parse("{instruction}\n\n{examples}\n\nInput: {input}\nOutput:");

        Assert.Equal("Do.\n\nInput: a\nOutput: b\n\nInput: c\nOutput: d\n\nInput: x\nOutput:", template.Render("Do.", "x", [new("a", "b"), new("c", "d")]));
        Assert.Equal("Do.\n\nInput: x\nOutput:", template.Render("Do.", "x"));
    }

    [Theory]
    [InlineData("""{"answer": {input}}""", """{"answer": x}""")]
    [InlineData("{{input}} {input}", "{input} x")]
    [InlineData("{ input } {} {1}", "{ input } {} {1}")]
    [InlineData("""{"a":{"b":1}}""", """{"a":{"b":1}}""")]
    public void Other_braces_are_plain_text(string template, string prompt) => Assert.Equal(prompt, PromptTemplate.Parse(template).Render("i", "x"));

    [Theory]
    [InlineData("{question}")]
    [InlineData("{Input}")]
    [InlineData("{instruction}\n{inputs}")]
    public void An_unknown_placeholder_is_an_error(string template) =>
        Assert.Equal("PromptInvalid", Assert.Throws<GenEvalException>(() => PromptTemplate.Parse(template)).Id);
}
