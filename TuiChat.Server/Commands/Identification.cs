using System.Text;
using TuiChat.Protocol;
using TuiChat.Server.Access;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>Finds out who somebody is, by token or password, and makes accounts. One per server.</summary>
sealed class Identification(ServerContext server)
{
    /// <summary>Who says hello, as far as there is an account.</summary>
    public async ValueTask<Identity> OfAsync(Session session, Hello hello)
    {
        if (hello.Token is { } token) return OfToken(session, token);
        if (hello.Secret is not { } secret) return Identity.Guest;
        if (hello.Register && server.Accounts.Find(hello.Nick) is null) return Identity.Guest; // one that is there is logged in: a repeat does no harm
        return await OfSecretAsync(session, server.Accounts.Find(hello.Nick), hello.Nick, secret).ConfigureAwait(false);
    }

    /// <summary>Whether it is the password of this account; null stands for one that does not exist. A weak hash is made anew.</summary>
    public async ValueTask<Identity> OfSecretAsync(Session session, StoredAccount? account, Nickname nick, string secret)
    {
        var hash = account is not null && PasswordHash.TryParse(account.Hash, out var parsed) ? parsed : null;
        var isKnown = account is not null && server.Logins.Of(account.Id).Any(login => login.Address == session.Network.ToString());
        var verdict = await server.Gate.CheckAsync(session.Network, nick.Key, hash, secret, isKnown).ConfigureAwait(false);
        if (verdict.Problem is { } problem)
        {
            if (verdict.Guesses > 0) server.Log.WrongLogin(session.Id, session.Network.ToString(), verdict.Guesses);
            return Identity.Refused(problem, verdict.Wait);
        }
        if (account is not null && verdict.Better is { } better) account = await server.Accounts.SetHashAsync(account.Id, better.Text).ConfigureAwait(false);
        return account is null ? Identity.Refused(LoginVerdict.Wrong) : new Identity(account);
    }

    /// <summary>Makes an account for whoever is this author; the password was not looked at yet.</summary>
    public async ValueTask<(StoredAccount? Account, NameConflict? Conflict, Identity? Problem)> RegisterAsync(
        Session session, Guid author, string sender, Nickname name, string? secret, ServerRank rank)
    {
        if (server.Settings.Current.Registration == Configuration.ServerSettings.RegistrationClosed) return (null, null, Identity.Refused(Refusals.RegistrationClosed));
        if (!IsGoodSecret(secret)) return (null, null, Identity.Refused(Refusals.BadSecret));
        if (!server.NewAccounts.TryCount(session.Network)) return (null, null, Identity.Refused(Refusals.TooManyAccounts));
        StoredAccount? made = null;
        try
        {
            if (await server.Gate.MakeAsync(session.Network, secret).ConfigureAwait(false) is not { } hash)
                return (null, null, Identity.Refused(LoginVerdict.Later.Problem ?? Refusals.Busy, LoginVerdict.Later.Wait));
            (made, var conflict) = await server.Accounts.RegisterAsync(author, sender, name, hash.Text, rank).ConfigureAwait(false);
            if (made is not null) server.Log.Registered(session.Id, session.Network.ToString(), made.Id);
            return (made, conflict, null);
        }
        finally
        {
            if (made is null) server.NewAccounts.Uncount(session.Network);
        }
    }

    /// <summary>Whether it will do as the password of an account.</summary>
    public static bool IsGoodSecret([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? secret) =>
        secret is not null && secret.EnumerateRunes().Count() >= Limits.MinSecretRunes && Encoding.UTF8.GetByteCount(secret) <= Limits.MaxPasswordBytes;

    Identity OfToken(Session session, string token)
    {
        if (server.Logins.Find(token) is { } login && server.Accounts.Find(login.Account) is { } account) return new Identity(account, login);
        server.Log.WrongLogin(session.Id, session.Network.ToString(), 0);
        return Identity.Refused(LoginVerdict.Wrong);
    }
}
