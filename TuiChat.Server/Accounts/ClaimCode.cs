using System.Net;
using System.Security.Cryptography;
using System.Text;
using TuiChat.Server.Access;

namespace TuiChat.Server.Accounts;

/// <summary>
/// The one-time code by which the first host is known: whoever can read the server's terminal or its data folder. It is there as
/// long as no account is host, in a file for the owner's eyes only, and never in the log. Touched by many threads.
/// </summary>
sealed class ClaimCode
{
    /// <summary>The file inside the data folder.</summary>
    public const string FileName = "claim-code";

    /// <summary>16 characters out of 31: 79 random bits, in groups of four.</summary>
    const int Characters = 16, Group = 4;

    /// <summary>Without those that look like another.</summary>
    const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    readonly string _path;
    readonly GuessLimit<IPAddress> _limit;
    readonly Lock _gate = new();
    string? _code;
    string? _taken;

    ClaimCode(string path, string? code, TimeProvider time)
    {
        _path = path;
        _code = code;
        _limit = new GuessLimit<IPAddress>(time);
    }

    /// <summary>The code, or null when an account is host. A secret.</summary>
    public string? Current
    {
        get
        {
            lock (_gate) return _code;
        }
    }

    /// <summary>Reads or makes the code when one is needed, and takes it away when not.</summary>
    public static ClaimCode Open(string folder, bool isNeeded, TimeProvider time)
    {
        var path = Path.Combine(folder, FileName);
        if (!isNeeded)
        {
            File.Delete(path);
            return new ClaimCode(path, null, time);
        }
        var kept = File.Exists(path) ? File.ReadAllText(path).Trim() : "";
        if (Normal(kept).Length == Characters) return new ClaimCode(path, kept, time);
        var code = string.Join('-', RandomNumberGenerator.GetString(Alphabet, Characters).Chunk(Group).Select(group => new string(group)));
        File.Delete(path); // one with other rights must not keep them
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(path, options)) file.WriteLine(code);
        return new ClaimCode(path, code, time);
    }

    /// <summary>Whether this is the code; wrong ones are counted, and slowed down.</summary>
    /// <param name="network">What counts as the address of who says it.</param>
    /// <param name="said">What it says; hyphens, spaces and capital letters do not matter.</param>
    /// <param name="wait">How long to wait before another one is looked at; zero when this one was.</param>
    public bool Check(IPAddress network, string said, out TimeSpan wait)
    {
        wait = _limit.Wait(network);
        if (wait > TimeSpan.Zero) return false;
        var isRight = Current is { } code && CryptographicOperations.FixedTimeEquals(Bytes(code), Bytes(said));
        if (!isRight) _limit.Note(network);
        return isRight;
    }

    /// <summary>Takes the code for an account that becomes host: only one gets it. False when another has it.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            if (_code is null) return false;
            (_taken, _code) = (_code, null);
            return true;
        }
    }

    /// <summary>It became none after all.</summary>
    public void GiveBack()
    {
        lock (_gate) _code = _taken;
    }

    /// <summary>An account is host now: the code that was taken is good for nothing any more.</summary>
    public void UseUp() => File.Delete(_path);

    /// <inheritdoc/>
    public override string ToString() => "a claim code"; // without it

    static byte[] Bytes(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(Normal(code)));

    static string Normal(string code) => code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
