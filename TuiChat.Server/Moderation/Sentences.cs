using System.Globalization;
using TuiChat.Protocol;

namespace TuiChat.Server.Moderation;

/// <summary>What people are told when they may not, or when something is done to them: by whom as far as it fits, why, and until when.</summary>
static class Sentences
{
    const string ComeBack = " You may come back.";

    /// <summary>The actor's level is too low.</summary>
    public static Refusal TooLow(Act act)
    {
        var right = Rights.Of(act);
        return new Refusal(RefusalCode.NotAllowed, $"This is not for you: to {right.Words}, one has to be {Levels.Needed(right.Least)}.");
    }

    /// <summary>The other one stands as high or higher.</summary>
    public static Refusal TargetTooHigh(Nickname nick) => new(RefusalCode.NotAllowed, $"{nick} has the same rank as you or a higher one. Ask a host.");

    /// <summary>Nobody does that to oneself.</summary>
    public static Refusal Oneself { get; } = new(RefusalCode.NotAllowed, "That is you. Nothing was done.");

    /// <summary>Nobody is called so.</summary>
    public static Refusal NoPerson(Nickname nick) => new(RefusalCode.NoPerson, $"Nobody called {nick} is here or has an account here.");

    /// <summary>Somebody is known, but not here.</summary>
    public static Refusal NotHere(Nickname nick) => new(RefusalCode.NoPerson, $"{nick} is not here.");

    /// <summary>Somebody is not in the room.</summary>
    public static Refusal NotInRoom(Nickname nick, RoomName room) => new(RefusalCode.NoPerson, $"{nick} is not in #{room}.");

    /// <summary>A rank in a room is given by name.</summary>
    public static Refusal RankByName { get; } = new(RefusalCode.BadField, "In a room, name a person (“nick”).");

    /// <summary>Nobody is here from an address.</summary>
    public static Refusal NobodyFrom(string address) => new(RefusalCode.NoPerson, $"Nobody is here from {address}.");

    /// <summary>An address does not say which of several people is meant.</summary>
    public static Refusal SeveralFrom(string address, IEnumerable<Nickname> nicks) =>
        new(RefusalCode.NoPerson, $"Several people are here from {address}: {string.Join(", ", nicks)}. Name one of them.");

    /// <summary>Nothing is there to be undone.</summary>
    public static Refusal NothingToUndo(string whom, SanctionKind kind, RoomName? room) =>
        new(RefusalCode.NoPerson, $"{whom} is not {(kind == SanctionKind.Ban ? "banned" : "muted")} {(room is { } name ? $"in #{name}" : "here")}.");

    /// <summary>The server would be without a host.</summary>
    public static Refusal LastHost(Nickname nick) => new(RefusalCode.LastHost, $"{nick} is the only host of this server. Make somebody else a host first.");

    /// <summary>A room of two belongs to nobody else.</summary>
    public static Refusal NotInDirect { get; } = new(RefusalCode.NotAllowed, "That is a conversation of two, which has no ranks and no rules. To hear nothing more of somebody, block them.");

    /// <summary>There is no such room.</summary>
    public static Refusal NoRoom(RoomName room) => new(RefusalCode.NotMember, $"There is no room #{room}.");

    /// <summary>Bans and mutes are too many.</summary>
    public static Refusal TooMany { get; } = new(RefusalCode.Full, "There are as many bans and mutes as this server takes. Undo old ones first.");

    /// <summary>No address.</summary>
    public static Refusal BadAddress { get; } = new(RefusalCode.BadField, "Name an address such as 192.0.2.7 or 2001:db8::1, or a range such as 192.0.2.0/24.");

    /// <summary>Half of the internet.</summary>
    public static Refusal TooWide { get; } = new(
        RefusalCode.BadField, $"That range is too wide: at least /{AddressRange.LeastBits4} for IPv4 and /{AddressRange.LeastBits6} for IPv6. To keep new people out, lock the server.");

    /// <summary>This very machine.</summary>
    public static Refusal Loopback { get; } = new(
        RefusalCode.NotAllowed, "That is the server's own machine, from where the operator and a program in front of the server come. It cannot be banned.");

    /// <summary>The actor would be shut out too.</summary>
    public static Refusal OwnRange { get; } = new(RefusalCode.NotAllowed, "You are in that range yourself. Choose a narrower one.");

    /// <summary>A ban of an address belongs to the server.</summary>
    public static Refusal AddressInRoom { get; } = new(RefusalCode.BadField, "An address can be banned from the whole server only. For a room, name a person.");

    /// <summary>Neither or both.</summary>
    public static Refusal WhomOrWhere { get; } = new(RefusalCode.BadField, "Name either a person (“nick”) or an address (“address”).");

    /// <summary>A time that is none.</summary>
    public static Refusal BadDuration { get; } = new(RefusalCode.BadField, "“for” is a number of milliseconds from 1000 (a second) to 3153600000000 (a hundred years). Leave it out for good.");

    /// <summary>What somebody who is cut by a kick reads last.</summary>
    public static string Kicked(Level by, bool isOperator, string reason) => $"You were removed by {Who(by, isOperator, null)}{Why(reason)}{ComeBack}";

    /// <summary>What one who is put out of a room reads.</summary>
    public static string KickedFromRoom(RoomName room, Level by, bool isOperator, string reason) =>
        $"You were removed from #{room} by {Who(by, isOperator, room)}{Why(reason)}{ComeBack}";

    /// <summary>What one who is banned reads.</summary>
    public static string Banned(Sanction ban) => ban.Author is null
        ? $"Your address is banned from this server {Until(ban.Until)} by {By(ban)}{Why(ban.Text)}"
        : $"You are banned from {(ban.Room is { } room ? "#" + room.Value : "this server")} {Until(ban.Until)} by {By(ban)}{Why(ban.Text)}";

    /// <summary>What one who is muted reads.</summary>
    public static string Muted(Sanction mute) => $"You are muted {(mute.Room is { } room ? $"in #{room}" : "on this server")} {Until(mute.Until)} by {By(mute)}{Why(mute.Text)}";

    /// <summary>What the others are told of somebody who got such a last line: the line itself speaks to that one.</summary>
    public static string CauseOf(string text)
    {
        var by = text.IndexOf(" by ", StringComparison.Ordinal);
        var rest = by < 0 ? "." : text[by..].Replace(ComeBack, "", StringComparison.Ordinal);
        return (text.StartsWith("You were removed", StringComparison.Ordinal) ? "Removed" : "Banned") + rest;
    }

    /// <summary>What the room is told when somebody is put out.</summary>
    public static string Cause(string word, RoomName? room, Level by, bool isOperator, string reason) => $"{word} by {Who(by, isOperator, room)}{Why(reason)}";

    /// <summary>Until a moment, or for good.</summary>
    public static string Until(long? until) => until is { } end
        ? "until " + DateTimeOffset.FromUnixTimeMilliseconds(end).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
        : "for good";

    /// <summary>Who, with the name of the role only.</summary>
    public static string Who(Level level, bool isOperator, RoomName? room) => isOperator ? "the operator" : Levels.Somebody(level, room);

    static string By(Sanction sanction) => Who(sanction.Level, sanction.By == Operator, sanction.Room);

    /// <summary>The name of the operator in lists and log: no nickname, so that nobody passes for it.</summary>
    public const string Operator = "the operator";

    static string Why(string reason) => reason.Length > 0 ? $": {reason}{(char.IsPunctuation(reason[^1]) ? "" : ".")}" : ".";
}
