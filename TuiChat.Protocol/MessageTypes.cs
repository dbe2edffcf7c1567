using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;

namespace TuiChat.Protocol;

/// <summary>The closed set of messages: which <c>t</c> is which record.</summary>
public static class MessageTypes
{
    static readonly (string Name, JsonTypeInfo Info)[] Table =
    [
        ("hello", WireContext.Strict.Hello),
        ("about", WireContext.Strict.AboutRequest),
        ("join", WireContext.Strict.JoinRequest),
        ("leave", WireContext.Strict.LeaveRequest),
        ("send", WireContext.Strict.SendRequest),
        ("edit", WireContext.Strict.EditRequest),
        ("delete", WireContext.Strict.DeleteRequest),
        ("react", WireContext.Strict.ReactRequest),
        ("set-topic", WireContext.Strict.SetTopicRequest),
        ("rooms", WireContext.Strict.RoomsRequest),
        ("people", WireContext.Strict.PeopleRequest),
        ("history", WireContext.Strict.HistoryRequest),
        ("register", WireContext.Strict.RegisterRequest),
        ("passwd", WireContext.Strict.PasswordRequest),
        ("logout", WireContext.Strict.LogoutRequest),
        ("sessions", WireContext.Strict.SessionsRequest),
        ("delete-account", WireContext.Strict.DeleteAccountRequest),
        ("rename", WireContext.Strict.RenameRequest),
        ("look", WireContext.Strict.LookRequest),
        ("claim", WireContext.Strict.ClaimRequest),
        ("info", WireContext.Strict.InfoRequest),
        ("away", WireContext.Strict.AwayRequest),
        ("back", WireContext.Strict.BackRequest),
        ("typing", WireContext.Strict.TypingRequest),
        ("watch", WireContext.Strict.WatchRequest),
        ("direct", WireContext.Strict.DirectRequest),
        ("directs", WireContext.Strict.DirectsRequest),
        ("block", WireContext.Strict.BlockRequest),
        ("blocks", WireContext.Strict.BlocksRequest),
        ("read", WireContext.Strict.ReadRequest),
        ("markers", WireContext.Strict.MarkersRequest),
        ("kick", WireContext.Strict.KickRequest),
        ("ban", WireContext.Strict.BanRequest),
        ("unban", WireContext.Strict.UnbanRequest),
        ("bans", WireContext.Strict.BansRequest),
        ("mute", WireContext.Strict.MuteRequest),
        ("unmute", WireContext.Strict.UnmuteRequest),
        ("room-set", WireContext.Strict.RoomSetRequest),
        ("invite", WireContext.Strict.InviteRequest),
        ("role", WireContext.Strict.RoleRequest),
        ("broadcast", WireContext.Strict.BroadcastRequest),
        ("server-set", WireContext.Strict.ServerSetRequest),
        ("log", WireContext.Strict.LogRequest),
        ("ping", WireContext.Strict.PingRequest),
        ("quit", WireContext.Strict.QuitRequest),
        ("welcome", WireContext.Strict.Welcome),
        ("server", WireContext.Strict.ServerInfo),
        ("room", WireContext.Strict.RoomState),
        ("room-list", WireContext.Strict.RoomList),
        ("people-list", WireContext.Strict.PeopleList),
        ("page", WireContext.Strict.Page),
        ("ok", WireContext.Strict.Done),
        ("pong", WireContext.Strict.Pong),
        ("account", WireContext.Strict.AccountCreated),
        ("session-list", WireContext.Strict.SessionList),
        ("person-info", WireContext.Strict.PersonInfo),
        ("direct-list", WireContext.Strict.DirectList),
        ("block-list", WireContext.Strict.BlockList),
        ("marker-list", WireContext.Strict.MarkerList),
        ("ban-list", WireContext.Strict.BanList),
        ("log-page", WireContext.Strict.LogPage),
        ("refused", WireContext.Strict.Refused),
        ("bye", WireContext.Strict.Bye),
        ("msg", WireContext.Strict.ChatMessage),
        ("edited", WireContext.Strict.LineEdited),
        ("deleted", WireContext.Strict.LineDeleted),
        ("reaction", WireContext.Strict.LineReaction),
        ("topic", WireContext.Strict.TopicChanged),
        ("notice", WireContext.Strict.Notice),
        ("joined", WireContext.Strict.MemberJoined),
        ("left", WireContext.Strict.MemberLeft),
        ("person", WireContext.Strict.PersonChanged),
        ("renamed", WireContext.Strict.PersonRenamed),
        ("writing", WireContext.Strict.WritingEvent),
        ("access", WireContext.Strict.AccessChanged),
        ("direct-room", WireContext.Strict.DirectRoom),
        ("read-mark", WireContext.Strict.ReadMark),
        ("presence", WireContext.Strict.PresenceNote),
        ("gone", WireContext.Strict.AuthorGone),
        ("invited", WireContext.Strict.Invited),
        ("removed", WireContext.Strict.Removed),
        ("named", WireContext.Strict.ServerNamed),
        ("you", WireContext.Strict.Standing),
    ];

    static readonly FrozenDictionary<string, JsonTypeInfo> ByName = Table.ToFrozenDictionary(row => row.Name, row => row.Info);

    static readonly FrozenDictionary<Type, string> Names = Table.ToFrozenDictionary(row => row.Info.Type, row => row.Name);

    /// <summary>All names of messages with the records they stand for, requests first.</summary>
    public static IEnumerable<KeyValuePair<string, Type>> All => Table.Select(row => KeyValuePair.Create(row.Name, row.Info.Type));

    /// <summary>How a stored event of an unknown kind is read.</summary>
    internal static JsonTypeInfo Unknown => WireContext.Strict.UnknownEvent;

    /// <summary>How a message of this name is read, or null when there is none.</summary>
    internal static JsonTypeInfo? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>How this message is written.</summary>
    internal static JsonTypeInfo Of(Message message) => message is UnknownEvent ? Unknown : ByName[message.Type];

    /// <summary>What the field <c>t</c> says for this message.</summary>
    internal static string NameOf(Message message) => Names[message.GetType()];
}
