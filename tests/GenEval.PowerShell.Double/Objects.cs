using System.Collections;

namespace System.Management.Automation;

public readonly record struct SwitchParameter(bool IsPresent)
{
    public static implicit operator bool(SwitchParameter value) => value.IsPresent;

    public static implicit operator SwitchParameter(bool value) => new(value);

    public bool ToBool() => IsPresent;
}

public sealed class PSCustomObject
{
    internal static readonly PSCustomObject SelfInstance = new();
}

public abstract class PSMemberInfo(string name)
{
    public string Name => name;

    public abstract object? Value { get; set; }
}

public abstract class PSPropertyInfo(string name) : PSMemberInfo(name);

public sealed class PSNoteProperty(string name, object? value) : PSPropertyInfo(name)
{
    public override object? Value { get; set; } = value;
}

/// <summary>An object with its properties as PowerShell sees them, and the notes added to it.</summary>
public sealed class PSObject(object? value)
{
    public PSObject() : this(value: null)
    {
    }

    public object BaseObject => value ?? PSCustomObject.SelfInstance;

    public PSMemberInfoCollection<PSPropertyInfo> Properties { get; } = new(value);

    public static PSObject AsPSObject(object value) => value as PSObject ?? new PSObject(value);

    /// <summary>[pscustomobject]@{...}; the double's own.</summary>
    public static PSObject Custom(params (string Name, object? Value)[] properties)
    {
        PSObject custom = new();
        foreach ((string name, object? item) in properties)
        {
            custom.Properties.Add(new PSNoteProperty(name, item));
        }

        return custom;
    }
}

public sealed class PSMemberInfoCollection<T> : IEnumerable<T> where T : PSMemberInfo
{
    private readonly List<T> _members;

    internal PSMemberInfoCollection(object? value) => _members = value is null
        ? []
        : [.. value.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0).Select(p => (T)(object)new PSNoteProperty(p.Name, p.GetValue(value)))];

    public T? this[string name] => _members.Find(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));

    public void Add(T member) => _members.Add(member);

    public IEnumerator<T> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public sealed class ProgressRecord(int activityId, string activity, string statusDescription)
{
    public int ActivityId => activityId;

    public string Activity { get; set; } = activity;

    public string StatusDescription { get; set; } = statusDescription;

    public string? CurrentOperation { get; set; }

    public int PercentComplete { get; set; } = -1;

    public ProgressRecordType RecordType { get; set; }
}

public enum ProgressRecordType
{
    Processing,
    Completed,
}
