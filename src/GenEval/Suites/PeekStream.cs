namespace GenEval.Suites;

/// <summary>A forward-only stream whose first bytes can be looked at, which counts what is read and explains what fails.</summary>
internal sealed class PeekStream(Stream inner, string name, Action<long>? bytesRead) : ReadOnlyStream
{
    private readonly byte[] _head = new byte[4096];
    private int _headStart;
    private int _headEnd;
    private bool _peeked;

    /// <summary>The first bytes (up to 4096, as many as the stream has); reading starts at them nevertheless.</summary>
    public ReadOnlySpan<byte> Peek()
    {
        if (!_peeked)
        {
            _peeked = true;
            int read;
            while (_headEnd < _head.Length && (read = ReadInner(_head.AsSpan(_headEnd))) > 0)
            {
                _headEnd += read;
            }
        }

        return _head.AsSpan(_headStart, _headEnd - _headStart);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_headStart == _headEnd)
        {
            return ReadInner(buffer);
        }

        int length = Math.Min(buffer.Length, _headEnd - _headStart);
        _head.AsSpan(_headStart, length).CopyTo(buffer);
        _headStart += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadInner(Span<byte> buffer)
    {
        try
        {
            int read = inner.Read(buffer);
            bytesRead?.Invoke(read);
            return read;
        }
        catch (IOException e)
        {
            throw new GenEvalException($"{name}: cannot be read: {e.Message}", e) { Id = "ReadFailed" };
        }
        catch (UnauthorizedAccessException e)
        {
            throw new GenEvalException($"{name}: cannot be read: {e.Message}", e) { Id = Directory.Exists(name) ? "PathIsFolder" : "AccessDenied" };
        }
    }
}
