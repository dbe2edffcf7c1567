using TuiChat.Protocol;
using TuiChat.Server.Moderation;

namespace TuiChat.Server.Connections;

/// <summary>The last lines that a connection may get.</summary>
static class Byes
{
    /// <summary>No hello in time.</summary>
    public static Bye NoHello { get; } = new() { Code = RefusalCode.Timeout, Text = "You did not say hello in time. Connect again." };

    /// <summary>Nothing came for too long.</summary>
    public static Bye Silent { get; } = new() { Code = RefusalCode.Timeout, Text = "Nothing was heard from you for too long. Connect again." };

    /// <summary>A client of another kind, which was answered in its own language; this line is never sent.</summary>
    public static Bye WrongKind { get; } = new() { Code = RefusalCode.BadJson, Text = "Another protocol." };

    /// <summary>The server stops.</summary>
    public static Bye Stopping { get; } = new() { Code = RefusalCode.Stopping, Text = "The server stops. What was said is kept." };

    /// <summary>Plain text from another machine.</summary>
    public static Bye PlainText { get; } = new()
    {
        Code = RefusalCode.PlainText,
        Text = "This server takes plain text from its own machine only. Connect with TLS, as tuichat does; the operator can allow plain text with --allow-plaintext.",
    };

    /// <summary>Too many from one address.</summary>
    public static Bye TooManyFromAddress { get; } = new()
    {
        Code = RefusalCode.TooManyConnections,
        Text = "There are too many connections from your address. Close one, or try again later.",
    };

    /// <summary>Too many in all.</summary>
    public static Bye TooMany { get; } = new() { Code = RefusalCode.TooManyConnections, Text = "The server is full. Try again later." };

    /// <summary>What the others in a room are told about somebody who got this last line: the line itself speaks to that one.</summary>
    public static string Cause(Bye last) => last.Code switch
    {
        RefusalCode.Kicked or RefusalCode.Banned => Sentences.CauseOf(last.Text),
        RefusalCode.SlowReader => "Cut off: too slow.",
        RefusalCode.Timeout => "Cut off: silent for too long.",
        RefusalCode.Flood => "Cut off: too fast.",
        RefusalCode.TooLong => "Cut off: a line was too long.",
        RefusalCode.LoggedOut => "Logged out.",
        RefusalCode.Resumed => "Connected again.",
        RefusalCode.Stopping => "The server stops.",
        _ => "Cut off.",
    };

    /// <summary>A line without end.</summary>
    public static Bye LineTooLong(int most) => new()
    {
        Code = RefusalCode.TooLong,
        Text = $"A line has at most {most} bytes. Send the text in parts.",
    };
}
