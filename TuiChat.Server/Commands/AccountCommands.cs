using TuiChat.Protocol;
using TuiChat.Server.Access;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>One's own account: making it, its password, its logins, its end.</summary>
sealed class AccountCommands(ServerContext server)
{
    readonly Identification _identification = new(server);

    /// <summary>Who asks is known, so only the password can be wrong.</summary>
    static readonly Refusal NotThePassword = new(RefusalCode.WrongLogin, "That is not the password of your account, so nothing was done. Check capital letters too, and try again.");

    /// <summary>The last line of a connection whose login has ended.</summary>
    public static Bye LoggedOut { get; } = new() { Code = RefusalCode.LoggedOut, Text = "You are logged out here. Log in to come back." };

    /// <summary>Handles <c>register</c>: the guest stays who it is, and is an account from then on.</summary>
    public async ValueTask RegisterAsync(Session session, RegisterRequest request)
    {
        if (session is not { Visitor: { IsGuest: true } visitor, Device: { } device })
        {
            session.Refuse(request, Refusals.HasAccount);
            return;
        }
        var rank = visitor.HasClaimed && server.Claim.TryTake() ? ServerRank.Host : ServerRank.Member;
        StoredAccount? made = null;
        try
        {
            (made, var conflict, var problem) = await _identification.RegisterAsync(
                session, visitor.Author, visitor.Sender, visitor.Nick, request.Secret, rank).ConfigureAwait(false);
            if (problem is not null) session.Refuse(request, problem.Problem ?? Refusals.Internal, problem.Wait);
            else if (conflict is not null) session.Refuse(request, Refusals.Name(visitor.Nick, conflict));
        }
        finally
        {
            if (rank == ServerRank.Host && made is null) server.Claim.GiveBack();
        }
        if (made is null) return;
        if (rank == ServerRank.Host) server.Claim.UseUp();
        visitor.Change(profile => profile with { Account = made.Id, Rank = rank });
        if (visitor.Profile.Color is { } color) await server.Accounts.SetColorAsync(made.Id, color).ConfigureAwait(false);
        await LogInAsync(session, request, visitor, device, made).ConfigureAwait(false);
    }

    /// <summary>Handles <c>passwd</c>: whoever came by the old password, or by a token that it brought, is out.</summary>
    public async ValueTask ChangePasswordAsync(Session session, PasswordRequest request)
    {
        if (!Identification.IsGoodSecret(request.Secret))
        {
            session.Refuse(request, Refusals.BadSecret);
            return;
        }
        if (await CheckAsync(session, request, request.Old).ConfigureAwait(false) is not { } account) return;
        if (await server.Gate.MakeAsync(session.Network, request.Secret).ConfigureAwait(false) is not { } hash)
        {
            session.Refuse(request, Refusals.Busy, TimeSpan.FromSeconds(1));
            return;
        }
        await server.Accounts.SetHashAsync(account.Id, hash.Text).ConfigureAwait(false);
        await EndAsync(session, login => login.Id != session.Device?.Login).ConfigureAwait(false);
        session.Reply(new Done { Re = request.Id });
    }

    /// <summary>Handles <c>sessions</c>.</summary>
    public ValueTask List(Session session, SessionsRequest request)
    {
        var logins = server.Logins.Of(session.Account ?? 0);
        session.Reply(new SessionList { Re = request.Id, Sessions = [.. logins.Select(login => Describe(session, login))] });
        return ValueTask.CompletedTask;
    }

    /// <summary>Handles <c>logout</c>.</summary>
    public async ValueTask LogOutAsync(Session session, LogoutRequest request)
    {
        var wanted = request.Session ?? session.Device?.Login;
        await session.Pending.WhenNone().ConfigureAwait(false); // what was said before is answered first
        var ended = await EndAsync(session, login => request.All || login.Id == wanted).ConfigureAwait(false);
        if (ended.Count == 0)
        {
            session.Refuse(request, Refusals.NoLogin);
            return;
        }
        session.Reply(new Done { Re = request.Id });
        if (session.Device?.Login is { } own && ended.Contains(own)) session.Outbox.Cut(LoggedOut);
    }

    /// <summary>Handles <c>delete-account</c>.</summary>
    public async ValueTask DeleteAsync(Session session, DeleteAccountRequest request)
    {
        if (await CheckAsync(session, request, request.Secret).ConfigureAwait(false) is not { } account || session.Visitor is not { } visitor) return;
        await session.Pending.WhenNone().ConfigureAwait(false);
        var erasure = server.Erasures.Plan(account.Author);
        var note = new AuthorGone { Nicks = [account.Name, .. await server.Accounts.FormerNamesAsync(account.Id).ConfigureAwait(false)], To = erasure.Name };
        if (!await server.Accounts.DeleteAsync(account.Id, erasure).ConfigureAwait(false))
        {
            session.Refuse(request, Refusals.LastHost);
            return;
        }
        await server.Logins.EndAsync(account.Id).ConfigureAwait(false);
        await server.Desks.ForgetAsync(account.Author).ConfigureAwait(false);
        server.Log.Deleted(session.Id, account.Id);
        session.Reply(new Done { Re = request.Id });
        var gone = Task.WhenAll(visitor.Devices.Select(device => device.Freed)); // nothing of it is on its way to the store then
        visitor.Cut(new Bye { Code = RefusalCode.LoggedOut, Text = $"The account {account.Name} is ended." });
        server.Erasures.Begin(gone, () =>
        {
            foreach (var other in server.Visitors.All) server.Backplane.Publish(other.Author, note);
        });
    }

    /// <summary>The account of the session, if that is its password; otherwise it is refused.</summary>
    async ValueTask<StoredAccount?> CheckAsync(Session session, Request request, string secret)
    {
        if (session.Account is not { } id || server.Accounts.Find(id) is not { } account)
        {
            session.Refuse(request, Refusals.AccountNeeded); // deleted in this moment on another connection
            return null;
        }
        var identity = await _identification.OfSecretAsync(session, account, account.Name, secret).ConfigureAwait(false);
        if (identity.Problem is { } problem) session.Refuse(request, problem == LoginVerdict.Wrong ? NotThePassword : problem, identity.Wait);
        return identity.Account;
    }

    async ValueTask LogInAsync(Session session, RegisterRequest request, Visitor visitor, Device device, StoredAccount account)
    {
        if (await server.Logins.MakeAsync(account.Id, device.Client, session.Network.ToString()).ConfigureAwait(false) is not var (token, login))
        {
            session.Refuse(request, Refusals.Busy);
            return;
        }
        device.Login = login.Id;
        session.Reply(new AccountCreated { Re = request.Id, Nick = account.Name, Token = token, Expires = login.Expires });
        server.Rooms.TellChange(visitor);
        server.Backplane.Publish(visitor.Author, Standings.Of(visitor));
    }

    /// <summary>Ends logins of the session's account, and cuts the connections that came by them, its own excepted.</summary>
    async ValueTask<IReadOnlySet<long>> EndAsync(Session session, Func<StoredLogin, bool> which)
    {
        var ended = await server.Logins.EndAsync(session.Account ?? 0, which).ConfigureAwait(false);
        session.Visitor?.Cut(LoggedOut, device => device != session.Device && device.Login is { } login && ended.Contains(login));
        return ended;
    }

    static LoginSession Describe(Session session, StoredLogin login) => new()
    {
        Session = login.Id,
        Client = login.Client,
        Since = login.Created,
        Used = login.Used,
        Here = login.Id == session.Device?.Login,
        Address = login.Address,
    };
}
