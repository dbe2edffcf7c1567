using TuiChat.Protocol;
using TuiChat.Server.Directs;
using TuiChat.Server.Rooms;

namespace TuiChat.Server.Commands;

/// <summary>Every refusal that a command gives, with its sentence for people.</summary>
static class Refusals
{
    /// <summary>Something else before the hello.</summary>
    public static Refusal HelloFirst { get; } = new(
        RefusalCode.HelloFirst, "Say hello first, such as {\"t\":\"hello\",\"v\":1,\"nick\":\"ann\"}.");

    /// <summary>A second hello.</summary>
    public static Refusal HelloTwice { get; } = new(RefusalCode.HelloTwice, "You said hello before. Open another connection to be somebody else.");

    /// <summary>A hello with too many or too long capabilities.</summary>
    public static Refusal BadCapabilities { get; } = new(
        RefusalCode.BadField, $"The field “caps” has at most {Limits.MaxCapabilities} names of at most {Limits.MaxCapabilityChars} characters.");

    /// <summary>A hello with too many rooms, or too long ids in them.</summary>
    public static Refusal BadHelloRooms { get; } = new(
        RefusalCode.BadField, $"The field “rooms” has at most {Limits.MaxHelloRooms} entries with ids of at most {Limits.MaxIdChars} characters. Join the other rooms after the welcome.");

    /// <summary>A room that the client is not in.</summary>
    public static Refusal NotMember(RoomName room) => new(RefusalCode.NotMember, $"You are not in #{room}. Join it first.");

    /// <summary>No protocol version in common.</summary>
    public static Refusal Version { get; } = new(
        RefusalCode.Version, $"This server speaks versions {Limits.OldestVersion} to {Limits.Version} of the protocol. Get a client that does too.");

    /// <summary>The nickname, or one that looks like it, is somebody's.</summary>
    public static Refusal Name(Nickname nick, NameConflict conflict) => (conflict.Holder.Key == nick.Key, conflict) switch
    {
        (true, { Visitor: not null }) => new(RefusalCode.NickTaken, $"Somebody here is called {nick}. Choose another nickname."),
        (true, { Kind: NameKind.Former }) => new(RefusalCode.NickTaken, $"{nick} was somebody's name within the last 7 days. Choose another nickname."),
        (true, _) => new(RefusalCode.NickTaken, $"{nick} is the name of an account. Log in, or choose another nickname."),
        (false, { Visitor: not null }) => new(RefusalCode.NickLookalike, $"{nick} looks like {conflict.Holder}, who is here. Choose a nickname that cannot be mistaken."),
        (false, _) => new(RefusalCode.NickLookalike, $"{nick} looks like {conflict.Holder}, a name of somebody. Choose a nickname that cannot be mistaken."),
    };

    /// <summary>The nickname is that of an account.</summary>
    public static Refusal LoginNeeded(Nickname nick) => new(
        RefusalCode.LoginNeeded, $"{nick} is the name of an account. Log in with its password, or choose another nickname.");

    /// <summary>No guests here.</summary>
    public static Refusal NoGuests { get; } = new(RefusalCode.NoGuests, "This server takes people with an account only. Log in, or register.");

    /// <summary>Not for guests.</summary>
    public static Refusal AccountNeeded { get; } = new(RefusalCode.AccountNeeded, "That is for people with an account. Register, or log in.");

    /// <summary>An account already.</summary>
    public static Refusal HasAccount { get; } = new(RefusalCode.NotAllowed, "You have an account already. To have another name, rename it.");

    /// <summary>No new accounts.</summary>
    public static Refusal RegistrationClosed { get; } = new(RefusalCode.RegistrationClosed, "This server makes no new accounts. Ask whoever runs it.");

    /// <summary>Too many accounts from one address.</summary>
    public static Refusal TooManyAccounts { get; } = new(RefusalCode.Full, "Your address has made as many accounts today as it may. Try again tomorrow.");

    /// <summary>A password for an account that will not do.</summary>
    public static Refusal BadSecret { get; } = new(
        RefusalCode.BadField, $"A password has at least {Limits.MinSecretRunes} characters and at most {Limits.MaxPasswordBytes} bytes. Choose another one.");

    /// <summary>A second rename in a week.</summary>
    public static Refusal TooEarly { get; } = new(RefusalCode.TooEarly, "An account gets another name once in 7 days. Wait until then.");

    /// <summary>A colour that is none.</summary>
    public static Refusal BadColor { get; } = new(RefusalCode.BadField, "A colour is written as #rrggbb in lower case, such as #88c0d0, or is empty for none.");

    /// <summary>Another code.</summary>
    public static Refusal WrongCode { get; } = new(
        RefusalCode.WrongCode, "That is not the code. The server shows it in its terminal when it starts, and keeps it in the file claim-code of its data folder.");

    /// <summary>Too many wrong codes from one address.</summary>
    public static Refusal TooManyCodes { get; } = new(RefusalCode.Flood, "There were too many wrong codes from your address. Wait a little, then try again.");

    /// <summary>Nobody is called so.</summary>
    public static Refusal NoPerson(Nickname nick) => new(RefusalCode.NoPerson, $"Nobody is called {nick} here. Look at the list of people.");

    /// <summary>Somebody who was called so has another name now.</summary>
    public static Refusal Renamed(Nickname former, Nickname now) => new(RefusalCode.NoPerson, $"{former} is now called {now}.");

    /// <summary>Somebody is here, but their client does not answer.</summary>
    public static Refusal NoAnswer(Nickname nick, TimeSpan patience) => new(RefusalCode.NoPerson, $"{nick} is here, but has not answered within {(int)patience.TotalSeconds} s.");

    /// <summary>Somebody is asked already, or was a moment ago.</summary>
    public static Refusal PingedLately(Nickname nick) => new(RefusalCode.Flood, $"{nick} was asked a moment ago. Try again in a second.");

    /// <summary>Somebody wants nothing of the asker.</summary>
    public static Refusal NoPing(Nickname nick) => new(RefusalCode.Blocked, $"{nick} does not answer you.");

    /// <summary>No such login.</summary>
    public static Refusal NoLogin { get; } = new(RefusalCode.BadField, "Your account has no login of that number. Ask for the list.");

    /// <summary>The last host stays.</summary>
    public static Refusal LastHost { get; } = new(RefusalCode.LastHost, "You are the only host of this server. Make somebody else host first.");

    /// <summary>The client is in too many rooms.</summary>
    public static Refusal TooManyRooms(int most) => new(RefusalCode.Full, $"You are in {most} rooms, more are not allowed. Leave one first.");

    /// <summary>There are too many rooms with people.</summary>
    public static Refusal ServerFull { get; } = new(RefusalCode.Full, "The server has as many rooms as it may have. Join one that has people in it.");

    /// <summary>Too many rooms were made from one address.</summary>
    public static Refusal TooManyNewRooms(int most) => new(
        RefusalCode.Full, $"Your address may make {most} rooms in an hour, and has. Join one that exists, or make it later.");

    /// <summary>The client is in too many direct rooms.</summary>
    public static Refusal TooManyDirects(int most) => new(RefusalCode.Full, $"You have {most} direct conversations open, more are not allowed. Leave one first.");

    /// <summary>One means oneself.</summary>
    public static Refusal Oneself { get; } = new(RefusalCode.BadField, "That is you. Name somebody else.");

    /// <summary>An account has blocked too many.</summary>
    public static Refusal TooManyBlocks { get; } = new(RefusalCode.Full, $"You have blocked {Blocks.Most} people, more are not kept. Take one back first.");

    /// <summary>A list of people to watch that is too long.</summary>
    public static Refusal TooManyWatched { get; } = new(RefusalCode.BadField, $"The field “nicks” has at most {Limits.MaxWatched} names.");

    /// <summary>Nothing was said.</summary>
    public static Refusal EmptyText { get; } = new(RefusalCode.TextBad, "The text is empty. Write something.");

    /// <summary>A line cannot become empty.</summary>
    public static Refusal EmptyEdit { get; } = new(RefusalCode.TextBad, "The text is empty. To take the line away, delete it.");

    /// <summary>A <c>kind</c> that is not known.</summary>
    public static Refusal BadKind { get; } = new(RefusalCode.BadField, $"The field “kind” is “{MessageKind.Action}” or not there.");

    /// <summary>A number out of its range.</summary>
    public static Refusal OutOfRange(string field, long least, long most) =>
        new(RefusalCode.BadField, $"The field “{field}” is a number from {least} to {most}.");

    /// <summary>A message that only a server sends.</summary>
    public static Refusal NotForServers(string type) => new(
        RefusalCode.UnknownType, $"“{type}” is what a server says, not a client. The list stands in docs/PROTOCOL.md.");

    /// <summary>A request of an optional part of the protocol that this server does not offer.</summary>
    public static Refusal NotOffered(string type) => new(RefusalCode.UnknownType, $"This server does not offer “{type}”. What it offers stands in “caps” of its welcome.");

    /// <summary>Too many questions for the store.</summary>
    public static Refusal Busy { get; } = new(RefusalCode.Busy, "The server cannot read its history at this moment. Ask again.");

    /// <summary>Too much in too short a time.</summary>
    public static Refusal Flood { get; } = new(RefusalCode.Flood, "You send faster than this server allows. Wait a little and send it again.");

    /// <summary>A defect.</summary>
    public static Refusal Internal { get; } = new(RefusalCode.Internal, "The server failed to do this. The operator finds the reason in the log.");
}
