using System.Collections.Frozen;
using TuiChat.Protocol;
using TuiChat.Server.Moderation;

namespace TuiChat.Server.Commands;

/// <summary>Everything a client may ask: which guard is asked and which handler runs.</summary>
sealed class CommandTable
{
    readonly FrozenDictionary<Type, Command> _rows;

    /// <param name="server">What commands work with.</param>
    public CommandTable(ServerContext server)
    {
        var hello = new HelloCommands(server);
        var stay = new SessionCommands(server);
        var rooms = new RoomCommands(server);
        var talk = new TalkCommands(server);
        var info = new InfoCommands(server);
        var accounts = new AccountCommands(server);
        var persons = new PersonCommands(server);
        var order = new ModerationCommands(server);
        var direct = new DirectCommands(server, rooms);
        var presence = new PresenceCommands(server);
        Command[] rows =
        [
            Command.For<Hello>(Guards.Anybody, hello.HelloAsync),
            Command.For<PingRequest>(Guards.Anybody, stay.Ping),
            Command.For<Pong>(Guards.Anybody, stay.Pong),
            Command.For<QuitRequest>(Guards.Anybody, SessionCommands.QuitAsync),
            Command.For<JoinRequest>(Guards.AfterHello, rooms.JoinAsync),
            Command.For<LeaveRequest>(Guards.MemberOf<LeaveRequest>(request => request.Room), RoomCommands.LeaveAsync),
            Command.For<RoomsRequest>(Guards.AfterHello, rooms.List),
            Command.For<PeopleRequest>(Guards.MemberOf<PeopleRequest>(request => request.Room), rooms.People),
            Command.For<SendRequest>(Guards.SpeakerIn<SendRequest>(server, request => request.Room), talk.SendAsync),
            Command.For<EditRequest>(Guards.SpeakerIn<EditRequest>(server, request => request.Room), talk.EditAsync),
            Command.For<DeleteRequest>(Guards.MemberOf<DeleteRequest>(request => request.Room), talk.DeleteAsync),
            Command.For<ReactRequest>(Guards.SpeakerIn<ReactRequest>(server, request => request.Room), talk.ReactAsync),
            Command.For<SetTopicRequest>(Guards.SpeakerIn<SetTopicRequest>(server, request => request.Room), talk.SetTopicAsync),
            Command.For<HistoryRequest>(Guards.MemberOf<HistoryRequest>(request => request.Room), info.HistoryAsync),
            Command.For<RegisterRequest>(Guards.AfterHello, accounts.RegisterAsync),
            Command.For<PasswordRequest>(Guards.WithAccount, accounts.ChangePasswordAsync),
            Command.For<SessionsRequest>(Guards.WithAccount, accounts.List),
            Command.For<LogoutRequest>(Guards.WithAccount, accounts.LogOutAsync),
            Command.For<DeleteAccountRequest>(Guards.WithAccount, accounts.DeleteAsync),
            Command.For<RenameRequest>(Guards.AfterHello, persons.RenameAsync),
            Command.For<LookRequest>(Guards.AfterHello, persons.LookAsync),
            Command.For<ClaimRequest>(Guards.AfterHello, persons.ClaimAsync),
            Command.For<InfoRequest>(Guards.AfterHello, persons.InfoAsync),
            Command.For<DirectRequest>(Guards.AfterHello, direct.OpenAsync),
            Command.For<DirectsRequest>(Guards.AfterHello, direct.ListAsync),
            Command.For<BlockRequest>(Guards.WithAccount, direct.BlockAsync),
            Command.For<BlocksRequest>(Guards.WithAccount, direct.ListBlocks),
            Command.For<ReadRequest>(Guards.AccountIn<ReadRequest>(request => request.Room), direct.ReadAsync),
            Command.For<MarkersRequest>(Guards.WithAccount, direct.ListMarkersAsync),
            Command.For<AwayRequest>(Guards.AfterHello, presence.Away),
            Command.For<BackRequest>(Guards.AfterHello, presence.Back),
            Command.For<TypingRequest>(Guards.SpeakerIn<TypingRequest>(server, request => request.Room), presence.Typing),
            Command.For<WatchRequest>(Guards.AfterHello, presence.Watch),
            Command.For<AboutRequest>(Guards.Anybody, info.About),

            Command.For<KickRequest>(Guards.May<KickRequest>(server, Act.KickFromServer, Act.KickFromRoom, request => request.Room), order.KickAsync),
            Command.For<BanRequest>(Guards.May<BanRequest>(server, Act.BanFromServer, Act.BanFromRoom, request => request.Room), order.BanAsync),
            Command.For<UnbanRequest>(Guards.May<UnbanRequest>(server, Act.UnbanFromServer, Act.UnbanFromRoom, request => request.Room), order.UnbanAsync),
            Command.For<BansRequest>(Guards.May<BansRequest>(server, Act.ListBans, Act.ListRoomBans, request => request.Room), order.Bans),
            Command.For<MuteRequest>(Guards.May<MuteRequest>(server, Act.MuteOnServer, Act.MuteInRoom, request => request.Room), order.MuteAsync),
            Command.For<UnmuteRequest>(Guards.May<UnmuteRequest>(server, Act.UnmuteOnServer, Act.UnmuteInRoom, request => request.Room), order.UnmuteAsync),
            Command.For<RoomSetRequest>(Guards.May<RoomSetRequest>(server, Act.SetRoom, Act.SetRoom, request => request.Room), order.SetRoomAsync),
            Command.For<InviteRequest>(Guards.MemberOf<InviteRequest>(request => request.Room), order.InviteAsync),
            Command.For<RoleRequest>(Guards.May<RoleRequest>(server, Act.SetRole, Act.SetRoomRank, request => request.Room), order.RoleAsync),
            Command.For<BroadcastRequest>(Guards.May<BroadcastRequest>(server, Act.Broadcast, Act.Broadcast, _ => null), order.BroadcastAsync),
            Command.For<ServerSetRequest>(Guards.May<ServerSetRequest>(server, Act.SetServer, Act.SetServer, _ => null), order.SetServerAsync),
            Command.For<LogRequest>(Guards.May<LogRequest>(server, Act.ReadLog, Act.ReadRoomLog, request => request.Room), order.LogAsync),
        ];
        _rows = rows.ToFrozenDictionary(row => row.Request);
    }

    /// <summary>The row for a message, or null when no client sends it.</summary>
    public Command? Find(Message message) => _rows.GetValueOrDefault(message.GetType());
}
