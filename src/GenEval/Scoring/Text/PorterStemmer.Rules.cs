using System.Text;

namespace GenEval.Scoring.Text;

internal static partial class PorterStemmer
{
    private static readonly (byte[] Form, byte[] Stem)[] s_irregular = Rules(
        "sky sky", "skies sky", "dying die", "lying lie", "tying tie", "news news", "innings inning", "inning inning", "outings outing",
        "outing outing", "cannings canning", "canning canning", "howe howe", "proceed proceed", "exceed exceed", "succeed succeed");

    private static readonly (byte[] Suffix, byte[] By)[] s_step2 = Rules(
        "ational ate", "tional tion", "enci ence", "anci ance", "izer ize", "bli ble", "alli al", "entli ent", "eli e", "ousli ous",
        "ization ize", "ation ate", "ator ate", "alism al", "iveness ive", "fulness ful", "ousness ous", "aliti al", "iviti ive",
        "biliti ble", "fulli ful");

    private static readonly (byte[] Suffix, byte[] By)[] s_step3 = Rules(
        "icate ic", "ative ", "alize al", "iciti ic", "ical ic", "ful ", "ness ");

    private static readonly (byte[] Suffix, byte[] By)[] s_step4 = Rules(
        "al ", "ance ", "ence ", "er ", "ic ", "able ", "ible ", "ant ", "ement ", "ment ", "ent ", "ou ", "ism ", "ate ", "iti ", "ous ",
        "ive ", "ize ");

    private static (byte[] From, byte[] To)[] Rules(params string[] rules) => Array.ConvertAll(rules, rule =>
    {
        int space = rule.IndexOf(' ', StringComparison.Ordinal);
        return (Encoding.ASCII.GetBytes(rule[..space]), Encoding.ASCII.GetBytes(rule[(space + 1)..]));
    });
}
