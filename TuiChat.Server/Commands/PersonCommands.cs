using TuiChat.Protocol;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>Names and looks, and what is known of people.</summary>
sealed class PersonCommands(ServerContext server)
{
    /// <summary>10 requests: what a rename costs, since everybody is told of it.</summary>
    const int RenameCost = 10;

    /// <summary>Handles <c>rename</c>.</summary>
    public async ValueTask RenameAsync(Session session, RenameRequest request)
    {
        if (session.Visitor is not { } visitor) return; // the guard has asked
        var before = visitor.Nick;
        session.Requests.Charge(RenameCost, server.Settings.Current.RequestBurst);
        NameConflict? conflict;
        if (visitor.Account is { } id)
        {
            (var account, conflict, var wait) = await server.Accounts.RenameAsync(id, request.Nick).ConfigureAwait(false);
            if (account is null && conflict is null)
            {
                session.Refuse(request, wait > TimeSpan.Zero ? Refusals.TooEarly : Refusals.AccountNeeded, wait); // without a wait it was deleted in this moment
                return;
            }
        }
        else conflict = server.Visitors.Rename(visitor, request.Nick);
        if (conflict is not null)
        {
            var problem = Refusals.Name(request.Nick, conflict);
            session.Reply(new Refused { Re = request.Id, Code = problem.Code, Text = problem.Text, Suggest = server.Visitors.Suggest(request.Nick)?.Value });
            return;
        }
        session.Reply(new Done { Re = request.Id });
        if (before == visitor.Nick) return;
        server.Rooms.TellRename(visitor, before);
        server.Backplane.Publish(visitor.Author, Standings.Of(visitor));
    }

    /// <summary>Handles <c>look</c>.</summary>
    public async ValueTask LookAsync(Session session, LookRequest request)
    {
        if (request.Color.Length > 0 && !TextRules.IsColor(request.Color))
        {
            session.Refuse(request, Refusals.BadColor);
            return;
        }
        if (session.Visitor is not { } visitor) return; // the guard has asked
        var color = request.Color.Length > 0 ? request.Color : null;
        if (visitor.Account is { } id) await server.Accounts.SetColorAsync(id, color).ConfigureAwait(false);
        visitor.Change(profile => profile with { Color = color });
        session.Reply(new Done { Re = request.Id });
        Tell(visitor);
    }

    /// <summary>Handles <c>claim</c>.</summary>
    public async ValueTask ClaimAsync(Session session, ClaimRequest request)
    {
        if (session.Visitor is not { } visitor) return; // the guard has asked
        if (!server.Claim.Check(session.Network, request.Code, out var wait))
        {
            session.Refuse(request, wait > TimeSpan.Zero ? Refusals.TooManyCodes : Refusals.WrongCode, wait > TimeSpan.Zero ? wait : null);
            return;
        }
        if (visitor.Account is { } id)
        {
            if (!await ClaimAsync(id).ConfigureAwait(false))
            {
                session.Refuse(request, Refusals.WrongCode);
                return;
            }
        }
        else visitor.HasClaimed = true;
        visitor.Change(profile => profile with { Rank = ServerRank.Host });
        server.Log.Claimed(session.Id, session.Network.ToString(), visitor.Nick.Value);
        await server.Desks.NoteAsync(Actor.Of(visitor), "claim", null, null, null).ConfigureAwait(false);
        session.Reply(new Done { Re = request.Id });
        Tell(visitor);
    }

    /// <summary>Handles <c>info</c>.</summary>
    public async ValueTask InfoAsync(Session session, InfoRequest request)
    {
        var visitor = server.Visitors.Find(request.Nick);
        var account = visitor is null ? server.Accounts.Find(request.Nick) : visitor.Account is { } id ? server.Accounts.Find(id) : null;
        if (visitor is null && account is null)
        {
            session.Refuse(request, NameNow(request.Nick) is { } now ? Refusals.Renamed(request.Nick, now) : Refusals.NoPerson(request.Nick));
            return;
        }
        var former = account is null ? [] : await server.Accounts.FormerNamesAsync(account.Id).ConfigureAwait(false);
        var profile = visitor?.Profile;
        session.Reply(new PersonInfo
        {
            Re = request.Id,
            Nick = profile?.Nick ?? account?.Name ?? request.Nick,
            Online = visitor is not null,
            Guest = account is null,
            Role = (profile?.Rank ?? ServerRanks.Parse(account?.Role)).Word(),
            Created = account?.Created,
            Seen = visitor is null ? account?.Seen : null,
            Former = former,
            Devices = visitor?.Devices.Length,
            State = profile?.State,
            Note = profile?.Note,
            Color = profile is null ? account?.Color : profile.Color,
            Address = session.Rank >= ServerRank.Moderator ? Addresses(visitor, account) : null,
        });
    }

    /// <summary>The first account that shows the code is host for good; false when another one was quicker.</summary>
    async ValueTask<bool> ClaimAsync(long account)
    {
        if (!server.Claim.TryTake()) return false;
        StoredAccount? host = null;
        try
        {
            host = await server.Accounts.SetRoleAsync(account, ServerRank.Host).ConfigureAwait(false);
        }
        finally
        {
            if (host is null) server.Claim.GiveBack();
        }
        if (host is not null) server.Claim.UseUp();
        return host is not null;
    }

    Nickname? NameNow(Nickname former) => server.Visitors.FindFormer(former) is { } author ? server.Visitors.Find(author)?.Nick ?? server.Accounts.Find(author)?.Name : null;

    string? Addresses(Visitor? visitor, StoredAccount? account) => visitor is not null
        ? string.Join(", ", visitor.Devices.Select(device => device.Address).Distinct())
        : account is not null && server.Logins.Of(account.Id) is [var last, ..] ? last.Address : null;

    void Tell(Visitor visitor)
    {
        server.Rooms.TellChange(visitor);
        server.Backplane.Publish(visitor.Author, Standings.Of(visitor));
    }
}
