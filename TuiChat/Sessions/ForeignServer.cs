using System.Text;

namespace TuiChat.Sessions;

/// <summary>Recognises what kind of server answers when it is none of ours.</summary>
static class ForeignServer
{
    /// <summary>One sentence for a person about the first bytes that came, which are not <c>{</c>.</summary>
    public static string Describe(ServerAddress address, ReadOnlySpan<byte> first) =>
        $"{Kind(first)} answers at {address.Host} port {address.Port}, not a TuiChat server. Check the address and the port.";

    static string Kind(ReadOnlySpan<byte> first)
    {
        if (first.StartsWith("HTTP/"u8) || first.StartsWith("<"u8)) return "A web server";
        if (first.StartsWith("SSH-"u8)) return "An SSH server";
        if (first.StartsWith("220"u8) || first.StartsWith("554"u8)) return "A mail or FTP server";
        if (first.StartsWith("ERROR :"u8) || first.StartsWith(":"u8) || first.StartsWith("NOTICE "u8)) return "An IRC server";
        if (first.Length > 1 && first[0] is 0x15 or 0x16 && first[1] == 3) return "A server that wants TLS";
        if (first.StartsWith("* OK"u8) || first.StartsWith("+OK"u8)) return "A mailbox server";
        if (first.StartsWith("-ERR"u8)) return "A Redis server";
        return Encoding.ASCII.GetString(first).All(c => c is >= ' ' and < '\u007f') ? "Another kind of server" : "A server of an unknown kind";
    }
}
