using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TuiChat.Protocol;

/// <summary>The generated serializers of all messages. New messages are named here and in <see cref="MessageTypes"/>.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Hello))]
[JsonSerializable(typeof(AboutRequest))]
[JsonSerializable(typeof(JoinRequest))]
[JsonSerializable(typeof(LeaveRequest))]
[JsonSerializable(typeof(SendRequest))]
[JsonSerializable(typeof(EditRequest))]
[JsonSerializable(typeof(DeleteRequest))]
[JsonSerializable(typeof(ReactRequest))]
[JsonSerializable(typeof(SetTopicRequest))]
[JsonSerializable(typeof(RoomsRequest))]
[JsonSerializable(typeof(PeopleRequest))]
[JsonSerializable(typeof(HistoryRequest))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(PasswordRequest))]
[JsonSerializable(typeof(LogoutRequest))]
[JsonSerializable(typeof(SessionsRequest))]
[JsonSerializable(typeof(DeleteAccountRequest))]
[JsonSerializable(typeof(RenameRequest))]
[JsonSerializable(typeof(LookRequest))]
[JsonSerializable(typeof(ClaimRequest))]
[JsonSerializable(typeof(InfoRequest))]
[JsonSerializable(typeof(AwayRequest))]
[JsonSerializable(typeof(BackRequest))]
[JsonSerializable(typeof(TypingRequest))]
[JsonSerializable(typeof(WatchRequest))]
[JsonSerializable(typeof(DirectRequest))]
[JsonSerializable(typeof(DirectsRequest))]
[JsonSerializable(typeof(BlockRequest))]
[JsonSerializable(typeof(BlocksRequest))]
[JsonSerializable(typeof(ReadRequest))]
[JsonSerializable(typeof(MarkersRequest))]
[JsonSerializable(typeof(KickRequest))]
[JsonSerializable(typeof(BanRequest))]
[JsonSerializable(typeof(UnbanRequest))]
[JsonSerializable(typeof(BansRequest))]
[JsonSerializable(typeof(MuteRequest))]
[JsonSerializable(typeof(UnmuteRequest))]
[JsonSerializable(typeof(RoomSetRequest))]
[JsonSerializable(typeof(InviteRequest))]
[JsonSerializable(typeof(RoleRequest))]
[JsonSerializable(typeof(BroadcastRequest))]
[JsonSerializable(typeof(ServerSetRequest))]
[JsonSerializable(typeof(LogRequest))]
[JsonSerializable(typeof(PingRequest))]
[JsonSerializable(typeof(QuitRequest))]
[JsonSerializable(typeof(Welcome))]
[JsonSerializable(typeof(ServerInfo))]
[JsonSerializable(typeof(RoomState))]
[JsonSerializable(typeof(RoomList))]
[JsonSerializable(typeof(PeopleList))]
[JsonSerializable(typeof(Page))]
[JsonSerializable(typeof(Done))]
[JsonSerializable(typeof(Pong))]
[JsonSerializable(typeof(AccountCreated))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(PersonInfo))]
[JsonSerializable(typeof(DirectList))]
[JsonSerializable(typeof(BlockList))]
[JsonSerializable(typeof(MarkerList))]
[JsonSerializable(typeof(BanList))]
[JsonSerializable(typeof(LogPage))]
[JsonSerializable(typeof(Refused))]
[JsonSerializable(typeof(Bye))]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(LineEdited))]
[JsonSerializable(typeof(LineDeleted))]
[JsonSerializable(typeof(LineReaction))]
[JsonSerializable(typeof(TopicChanged))]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(MemberJoined))]
[JsonSerializable(typeof(MemberLeft))]
[JsonSerializable(typeof(PersonChanged))]
[JsonSerializable(typeof(PersonRenamed))]
[JsonSerializable(typeof(WritingEvent))]
[JsonSerializable(typeof(AccessChanged))]
[JsonSerializable(typeof(DirectRoom))]
[JsonSerializable(typeof(ReadMark))]
[JsonSerializable(typeof(PresenceNote))]
[JsonSerializable(typeof(AuthorGone))]
[JsonSerializable(typeof(Invited))]
[JsonSerializable(typeof(Removed))]
[JsonSerializable(typeof(ServerNamed))]
[JsonSerializable(typeof(Standing))]
[JsonSerializable(typeof(UnknownEvent))]
sealed partial class WireContext : JsonSerializerContext
{
    /// <summary>Text stays readable: only what JSON itself demands is escaped.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The context with the options of the wire. Built in full here: the generated default may not exist yet when this is.</summary>
    public static WireContext Strict { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        MaxDepth = Limits.MaxDepth,
        Converters = { new NumberedEventConverter() },
    });
}
