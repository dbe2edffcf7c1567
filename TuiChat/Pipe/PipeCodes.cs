namespace TuiChat.Pipe;

/// <summary>Codes of errors beside those of the wire protocol.</summary>
static class PipeCodes
{
    /// <summary>The connection broke before a question was answered.</summary>
    public const string Lost = "lost";

    /// <summary>The server's key is not what it should be.</summary>
    public const string Untrusted = "untrusted";

    /// <summary>The server cannot be reached.</summary>
    public const string Unreachable = "unreachable";
}
