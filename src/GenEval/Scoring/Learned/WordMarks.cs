using System.Collections.Frozen;

namespace GenEval.Scoring.Learned;

/// <summary>What a word is beside its letters; a word may be several of these.</summary>
[Flags]
internal enum WordMark
{
    None = 0,

    /// <summary>Says little by itself: the, of, is, ...</summary>
    Function = 1,

    /// <summary>Turns the sense round: not, never, no, ...</summary>
    Negation = 2,

    /// <summary>A number, in digits or as a word.</summary>
    Number = 4,

    /// <summary>A month, by name or abbreviation.</summary>
    Month = 8,

    /// <summary>Gives no answer or is not sure: unknown, unclear, sorry, ...</summary>
    Doubt = 16,

    /// <summary>A number of 1000 to 2199: read as a year.</summary>
    Year = 32,
}

/// <summary>The closed classes of English words that features look at; words of other languages have none of these marks.</summary>
internal static class WordMarks
{
    private static readonly FrozenDictionary<string, string> s_numbers = Pairs(
        "zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14 fifteen 15 "
        + "sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 "
        + "hundred 100 thousand 1000 million 1000000 billion 1000000000 once 1 twice 2 dozen 12 "
        + "first 1 second 2 third 3 fourth 4 fifth 5 sixth 6 seventh 7 eighth 8 ninth 9 tenth 10 eleventh 11 twelfth 12 thirteenth 13 fourteenth 14 "
        + "fifteenth 15 sixteenth 16 seventeenth 17 eighteenth 18 nineteenth 19 twentieth 20 ii 2 iii 3 iv 4 vi 6 vii 7 viii 8 ix 9 xi 11 xii 12");

    private static readonly FrozenDictionary<string, string> s_months = Pairs(
        "january jan jan jan february feb feb feb march mar april apr apr apr june jun july jul august aug aug aug september sep sept sep sep sep "
        + "october oct oct oct november nov nov nov december dec dec dec");

    private static readonly FrozenSet<string> s_function = Words(
        "a an the of in on at to for from by with and or as is are was were be been being it its this that these those there he she they them his her "
        + "their i you we my your our who whom whose which what when where why how do does did has have had will would can could may might shall should "
        + "also into than then so if but about over after before during through between both each other such only just very");

    private static readonly FrozenSet<string> s_negations = Words(
        "no not never none neither nor nobody nothing nowhere without cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt "
        + "hasnt havent hadnt aint unlike except");

    private static readonly FrozenSet<string> s_doubts = Words(
        "unknown unclear unsure uncertain unable sorry apologize apologise unfortunately depends specify specified unspecified information context "
        + "provide clarify disputed debated impossible however although actually");

    /// <summary>The word in the form in which it is compared: a number in digits, a month's short name, else itself.</summary>
    public static string Canonical(string word) =>
        s_numbers.TryGetValue(word, out string? number) ? number
        : s_months.TryGetValue(word, out string? month) ? month
        : IsOrdinal(word) ? word[..^2]
        : word;

    /// <summary>The marks of a word in small letters without accents and apostrophes.</summary>
    public static WordMark Of(string word, string canonical)
    {
        WordMark marks = WordMark.None;
        if (canonical.Length > 0 && char.IsAsciiDigit(canonical[0]))
        {
            marks |= WordMark.Number;
            marks |= canonical.Length == 4 && canonical[0] is '1' or '2' && canonical.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 ? WordMark.Year : WordMark.None;
        }

        marks |= s_months.ContainsKey(word) ? WordMark.Month : WordMark.None;
        marks |= s_function.Contains(word) ? WordMark.Function : WordMark.None;
        marks |= s_negations.Contains(word) ? WordMark.Negation : WordMark.None;
        marks |= s_doubts.Contains(word) ? WordMark.Doubt : WordMark.None;
        return marks;
    }

    private static bool IsOrdinal(string word) => word.Length > 2 && char.IsAsciiDigit(word[0]) && char.IsAsciiDigit(word[^3]) && word[^2..] is "st" or "nd" or "rd" or "th";

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Pairs(string words) =>
        words.Split(' ').Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
