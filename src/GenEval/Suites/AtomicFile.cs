namespace GenEval.Suites;

/// <summary>
/// A file that appears whole or not at all: it is written beside its place and moved there at the end. Devices and pipes under /dev are
/// written directly. Without <see cref="Commit"/> nothing remains.
/// </summary>
internal sealed class AtomicFile : Stream
{
    private readonly string _path;
    private readonly string? _temporary;
    private readonly FileStream _file;
    private bool _done;

    public AtomicFile(string path)
    {
        _path = path;
        try
        {
            string target = Path.GetFullPath(File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path);
            if (target.StartsWith("/dev/", StringComparison.Ordinal))
            {
                _file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                return;
            }

            if (Directory.Exists(target))
            {
                throw new GenEvalException($"{path}: this is a folder, and a file is to be written.") { Id = "PathIsFolder", Action = "Name a file in it." };
            }

            _target = target;
            _temporary = Path.Combine(Path.GetDirectoryName(target)!, "." + Path.GetFileName(target) + "." + Path.GetRandomFileName() + ".tmp");
            _file = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WriteFailure.Explain(path, e);
        }
    }

    private readonly string? _target;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _file.Length;

    public override long Position
    {
        get => _file.Position;
        set => throw new NotSupportedException();
    }

    /// <summary>Puts the file in its place, over one that is there.</summary>
    public void Commit()
    {
        try
        {
            _file.Dispose();
            if (_temporary is not null)
            {
                File.Move(_temporary, _target!, overwrite: true);
            }

            _done = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WriteFailure.Explain(_path, e);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _file.Write(buffer);
        }
        catch (IOException e)
        {
            throw WriteFailure.Explain(_path, e);
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_done)
        {
            _done = true;
            _file.Dispose();
            if (_temporary is not null)
            {
                File.Delete(_temporary);
            }
        }

        base.Dispose(disposing);
    }
}
