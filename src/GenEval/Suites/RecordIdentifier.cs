using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace GenEval.Suites;

/// <summary>
/// Gives each record of a stream its identity, and finds the same answer given twice. It holds some 40 bytes a record and no text of it.
/// Not safe for several threads at once; the records' order only decides which of several unnumbered repeats is which.
/// </summary>
public sealed class RecordIdentifier
{
    private readonly Dictionary<(string?, string, string, string), int> _groups = [];
    private readonly Dictionary<(int Group, int? Repeat), int> _running = [];
    private readonly Dictionary<UInt128, ulong> _places = [];
    private readonly Dictionary<UInt128, int> _nextRepeat = [];
    private readonly List<string?> _files = [];
    private long _numbered;
    private long _unpairable;
    private RecordOrigin _firstNumbered;
    private RecordOrigin _firstUnpairable;

    /// <summary>What was assumed so far: <c>repeatsNumbered</c>, <c>instancesNumbered</c>.</summary>
    public IReadOnlyList<SuiteWarning> Warnings
    {
        get
        {
            List<SuiteWarning> warnings = [];
            if (_numbered > 0)
            {
                warnings.Add(new("repeatsNumbered", string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_numbered} records answer a prompt that was answered before and carry no repeat, the first at {_firstNumbered}; they were numbered as repeats in their order.")));
            }

            if (_unpairable > 0)
            {
                warnings.Add(new("instancesNumbered", string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_unpairable} records have neither an instance nor an input, the first at {_firstUnpairable}; they were numbered and cannot be paired with another run's.")));
            }

            return warnings;
        }
    }

    /// <summary>The identity of the next record.</summary>
    /// <exception cref="SuiteFormatException">The same repeat of the same prompt came before; the message names both places.</exception>
    public RecordIdentity Identify(EvaluationRecord record)
    {
        string model = record.Model ?? RecordIdentity.Unnamed;
        string instruction = record.Instruction ?? RecordIdentity.OnlyInstruction;
        ref int known = ref CollectionsMarshal.GetValueRefOrAddDefault(_groups, (record.Suite, model, record.Task, instruction), out bool exists);
        int group = exists ? known : known = _groups.Count;
        string instance = record.Instance ?? (record.Input is not null ? HashOf(record.Input) : NextNumber(record, group));
        int repeat = Place(record, KeyOf(group, instance), instance);
        return new(record.Suite, model, record.Task, instruction, instance, repeat, record.Instance is not null || record.Input is not null);
    }

    /// <summary>The instance id of an input without one: <c>input-</c> and the first 16 bytes of the SHA-256 of its UTF-8 text, in hexadecimal.</summary>
    public static string HashOf(string input)
    {
        byte[] utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(input.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8.AsSpan(0, Encoding.UTF8.GetBytes(input, utf8)), hash);
        ArrayPool<byte>.Shared.Return(utf8);
        return "input-" + Convert.ToHexStringLower(hash[..16]);
    }

    private string NextNumber(EvaluationRecord record, int group)
    {
        _firstUnpairable = _unpairable++ == 0 ? record.Origin : _firstUnpairable;
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_running, (group, record.Repeat), out _);
        return string.Create(CultureInfo.InvariantCulture, $"#{++number}");
    }

    private int Place(EvaluationRecord record, UInt128 key, string instance)
    {
        ulong here = Pack(record.Origin);
        if (record.Repeat is { } given)
        {
            return _places.TryAdd(key + (UInt128)given, here) ? given : throw Twice(record, instance, given, _places[key + (UInt128)given]);
        }

        if (_places.TryAdd(key, here))
        {
            return 0;
        }

        int repeat = _nextRepeat.GetValueOrDefault(key, 1);
        while (!_places.TryAdd(key + (UInt128)repeat, here))
        {
            repeat++;
        }

        _nextRepeat[key] = repeat + 1;
        _firstNumbered = _numbered++ == 0 ? record.Origin : _firstNumbered;
        return repeat;
    }

    private SuiteFormatException Twice(EvaluationRecord record, string instance, int repeat, ulong other)
    {
        RecordOrigin first = new(_files[(int)(other >> 48)], (long)(other & 0xFFFF_FFFF_FFFF));
        string prompt = $"task {Quote.Of(record.Task)}, instruction {Quote.Of(record.Instruction ?? RecordIdentity.OnlyInstruction)}, instance {Quote.Of(instance)}";
        return new(
            string.Create(CultureInfo.InvariantCulture, $"repeat {repeat} of {prompt} by {Quote.Of(record.Model ?? RecordIdentity.Unnamed)} was given before, at {first}."),
            record.Origin.File ?? "a record",
            record.Origin.Line > 0 ? record.Origin.Line : null)
        {
            Action = "Keep one of the two, or give them different repeats; the same file named twice does this too.",
        };
    }

    private ulong Pack(RecordOrigin origin)
    {
        int file = _files.Count - 1;
        if (file < 0 || !string.Equals(_files[file], origin.File, StringComparison.Ordinal))
        {
            file = _files.IndexOf(origin.File);
            if (file < 0 && _files.Count <= ushort.MaxValue)
            {
                _files.Add(origin.File);
                file = _files.Count - 1;
            }
        }

        return ((ulong)Math.Max(file, 0) << 48) | ((ulong)origin.Line & 0xFFFF_FFFF_FFFF);
    }

    private static UInt128 KeyOf(int group, string instance)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(instance.AsSpan()), hash);

        // Odd multiples of the group keep equal ids of different groups apart; the repeat is added to the key.
        UInt128 spread = new UInt128(0x9E3779B97F4A7C15, 0xF39CC0605CEDC835) * (UInt128)group;
        return MemoryMarshal.Read<UInt128>(hash) + spread;
    }
}
