using TuiChat.Protocol;
using TuiChat.Server.Moderation;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Commands;

/// <summary>
/// Where order is kept: finds whom somebody means, asks <see cref="Rights"/>, and lets one act at a time, so that what is judged still
/// holds when it is done. What it does is noted in the same transaction. One per server; touched by many threads.
/// </summary>
sealed class Desk(ServerContext server) : IDisposable
{
    /// <summary>A second, and a hundred years: what a ban or a mute may last.</summary>
    const long LeastFor = 1000, MostFor = 3_153_600_000_000;

    readonly SemaphoreSlim _turn = new(1);

    /// <summary>Does something when nobody else does.</summary>
    public async Task<Refusal?> InTurnAsync(Func<Task<Refusal?>> act)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            return await act().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Whom a name means: somebody who is here, or an account; null for nobody.</summary>
    public Target? Find(Nickname nick)
    {
        if (server.Visitors.Find(nick) is { } here) return new Target(here.Author, here.Nick, here.Rank, here.Account, here);
        return server.Accounts.Find(nick) is { } account ? Of(account) : null;
    }

    /// <summary>Somebody by who they are; null for a guest who is not here.</summary>
    public Target? Find(Guid author) =>
        server.Visitors.Find(author) is { } here ? new Target(here.Author, here.Nick, here.Rank, here.Account, here)
        : server.Accounts.Find(author) is { } account ? Of(account)
        : null;

    /// <summary>The one person who is here from an address, or why nobody is meant.</summary>
    public (Target? Target, Refusal? Problem) From(string address)
    {
        if (!AddressRange.TryParse(address, out var range) || address.Contains('/', StringComparison.Ordinal)) return (null, Sentences.BadAddress);
        var here = server.Visitors.All.Where(visitor => visitor.Devices.Any(device => range.Contains(AddressRange.Plain(device.Address)))).ToList();
        return here switch
        {
            [] => (null, Sentences.NobodyFrom(address)),
            [var one] => (Find(one.Author), null),
            _ => (null, Sentences.SeveralFrom(address, here.Select(visitor => visitor.Nick))),
        };
    }

    /// <summary>Why the actor may not do it to the target, or null.</summary>
    public Refusal? Judge(Act act, Actor actor, Target target, RoomName? room)
    {
        var verdict = Rights.Judge(act, actor.In(room, server.Moderation), target.In(room, server.Moderation), actor.Is(target.Author));
        return verdict switch
        {
            Verdict.Yes => null,
            Verdict.TooLow => Sentences.TooLow(act),
            Verdict.TargetTooHigh => Sentences.TargetTooHigh(target.Nick),
            Verdict.Oneself => Sentences.Oneself,
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };
    }

    /// <summary>Why the actor may not do what is done to nobody, or null.</summary>
    public Refusal? Judge(Act act, Actor actor, RoomName? room) => Rights.May(act, actor.In(room, server.Moderation)) ? null : Sentences.TooLow(act);

    /// <summary>What is wrong with a reason, or null.</summary>
    public static Refusal? ProblemOf(string? reason) => TextRules.Problem(reason, Limits.MaxShortTextBytes, isMultiline: false);

    /// <summary>What is wrong with a reason or a time, or null.</summary>
    public static Refusal? ProblemOf(string? reason, long? milliseconds) =>
        milliseconds is < LeastFor or > MostFor ? Sentences.BadDuration : ProblemOf(reason);

    /// <summary>What is wrong with the place, or null.</summary>
    public Refusal? ProblemOf(RoomName? room) =>
        room is not { } name ? null
        : name.IsDirect ? Sentences.NotInDirect
        : server.Rooms.Find(name) is null ? Sentences.NoRoom(name)
        : null;

    /// <summary>An entry for the log, as of now.</summary>
    public LogEntry Entry(Actor actor, string what, string? whom, RoomName? room, long? until, string? text) =>
        new() { N = 0, At = server.Moderation.Now, By = actor.Name, What = what, Whom = whom, Room = room, Until = until, Text = text is { Length: > 0 } ? text : null };

    /// <summary>Tells somebody how they stand now, on every connection.</summary>
    public void Tell(Visitor visitor, RoomName? room, long? muted, string text) => server.Backplane.Publish(visitor.Author, Standings.Of(visitor) with
    {
        Room = room,
        Rank = room is { } name ? Levels.RoomWord(server.Moderation.RulesOf(name).RankOf(visitor.Author)) : null,
        Muted = muted,
        Text = text,
    });

    /// <summary>An account, whether its person is here by now or not.</summary>
    Target Of(StoredAccount account) => new(account.Author, account.Name, ServerRanks.Parse(account.Role), account.Id, server.Visitors.Find(account.Author));

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
