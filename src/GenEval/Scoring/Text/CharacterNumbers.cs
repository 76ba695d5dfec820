namespace GenEval.Scoring.Text;

/// <summary>
/// Numbers the characters (code points) of a pair of texts that are no white space: equal ones have equal numbers. Keeps its buffers; not
/// safe for several threads.
/// </summary>
internal sealed class CharacterNumbers
{
    private const char FirstRare = '\u0250';

    // One more than the number, 0 for characters not yet seen; all that Latin script needs, the rest in a dictionary.
    private readonly int[] _common = new int[FirstRare];
    private readonly Dictionary<int, int> _rare = [];

    /// <summary>How many different characters there are since <see cref="Begin"/>; their numbers go from 0 to below it.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets the characters of the pair before.</summary>
    public void Begin()
    {
        Array.Clear(_common);
        _rare.Clear();
        Count = 0;
    }

    /// <summary>Writes the characters' numbers to <paramref name="numbers"/>, which grows as needed, and returns how many there are.</summary>
    public int Read(string text, ref int[] numbers)
    {
        if (numbers.Length < text.Length)
        {
            numbers = new int[text.Length * 2];
        }

        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (!PythonText.IsSpace(c))
            {
                numbers[count++] = c < FirstRare ? Common(c) : Rare(PythonText.CodePoint(text, ref i));
            }
        }

        return count;
    }

    private int Common(char c)
    {
        ref int number = ref _common[c];
        if (number == 0)
        {
            number = ++Count;
        }

        return number - 1;
    }

    private int Rare(int point)
    {
        if (_rare.TryAdd(point, Count))
        {
            Count++;
        }

        return _rare[point];
    }
}
