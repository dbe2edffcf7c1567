using System.Collections.Frozen;
using TuiChat.Protocol;

namespace TuiChat.Server.Commands;

/// <summary>Everything a client may ask: which guard is asked and which handler runs.</summary>
sealed class CommandTable
{
    readonly FrozenDictionary<Type, Command> _rows;

    /// <param name="server">What commands work with.</param>
    public CommandTable(ServerContext server)
    {
        var hello = new HelloCommands(server);
        var rooms = new RoomCommands(server);
        var talk = new TalkCommands(server);
        var info = new InfoCommands(server);
        var accounts = new AccountCommands(server);
        var persons = new PersonCommands(server);
        Command[] rows =
        [
            Command.For<Hello>(Guards.Anybody, hello.HelloAsync),
            Command.For<PingRequest>(Guards.Anybody, SessionCommands.Ping),
            Command.For<Pong>(Guards.Anybody, SessionCommands.Pong),
            Command.For<QuitRequest>(Guards.Anybody, SessionCommands.QuitAsync),
            Command.For<JoinRequest>(Guards.AfterHello, rooms.JoinAsync),
            Command.For<LeaveRequest>(Guards.MemberOf<LeaveRequest>(request => request.Room), RoomCommands.Leave),
            Command.For<RoomsRequest>(Guards.AfterHello, rooms.List),
            Command.For<PeopleRequest>(Guards.MemberOf<PeopleRequest>(request => request.Room), rooms.People),
            Command.For<SendRequest>(Guards.MemberOf<SendRequest>(request => request.Room), talk.SendAsync),
            Command.For<EditRequest>(Guards.MemberOf<EditRequest>(request => request.Room), talk.EditAsync),
            Command.For<DeleteRequest>(Guards.MemberOf<DeleteRequest>(request => request.Room), talk.DeleteAsync),
            Command.For<ReactRequest>(Guards.MemberOf<ReactRequest>(request => request.Room), talk.ReactAsync),
            Command.For<SetTopicRequest>(Guards.MemberOf<SetTopicRequest>(request => request.Room), talk.SetTopicAsync),
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
            Command.For<AboutRequest>(Guards.Anybody, info.About),
        ];
        _rows = rows.ToFrozenDictionary(row => row.Request);
    }

    /// <summary>The row for a message, or null when no client sends it.</summary>
    public Command? Find(Message message) => _rows.GetValueOrDefault(message.GetType());
}
