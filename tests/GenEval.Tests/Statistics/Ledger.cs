using System.Text.Json;
using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>A worked example whose values are ticked off as they are compared: one that is compared nowhere, and is not said to be none of ours, fails the test.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<string, JsonElement> _open = new(StringComparer.Ordinal);
    private readonly string _what;

    public Ledger(JsonElement values, string what = "")
    {
        Values = values;
        _what = what;
        Open(values, "");
    }

    public JsonElement Values { get; }

    /// <summary>Compares the value at a path (<c>a.b[0]</c>).</summary>
    public void Close(string path, double? actual, double tolerance = 1e-9)
    {
        Assert.True(_open.Remove(path, out JsonElement expected), $"{_what}{path} is not there, or was compared before");
        Golden.Close(expected, actual, _what + path, tolerance);
    }

    public void Close(string path, Interval? actual, double tolerance = 1e-9)
    {
        if (_open.TryGetValue(path, out JsonElement undefined) && undefined.ValueKind == JsonValueKind.Null)
        {
            _open.Remove(path);
            Assert.True(actual is null, $"{_what}{path}: expected null");
            return;
        }

        Close(path + "[0]", actual?.Lower, tolerance);
        Close(path + "[1]", actual?.Upper, tolerance);
    }

    public void Close(string path, IReadOnlyList<double?> actual)
    {
        for (int i = 0; i < actual.Count; i++)
        {
            Close($"{path}[{i}]", actual[i]);
        }
    }

    public void Same(string path, bool actual)
    {
        Assert.True(_open.Remove(path, out JsonElement expected), $"{_what}{path} is not there, or was compared before");
        Assert.Equal(expected.GetBoolean(), actual);
    }

    /// <summary>A value that the software has no notion of; the reason stands at the call.</summary>
    public void NotOurs(string prefix) => Assert.NotEqual(0, _open.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).ToList().Count(_open.Remove));

    /// <summary>Every number, truth value and null was compared.</summary>
    public void AssertAllCompared() => Assert.True(_open.Count == 0, $"{_what} not compared: {string.Join(", ", _open.Keys)}");

    private void Open(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    Open(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}");
                }

                break;
            case JsonValueKind.Array:
                for (int i = 0; i < element.GetArrayLength(); i++)
                {
                    Open(element[i], $"{path}[{i}]");
                }

                break;
            case JsonValueKind.String:
                break;
            default:
                _open.Add(path, element);
                break;
        }
    }
}
