using TuiChat.Protocol;
using TuiChat.Server.Moderation;
using TuiChat.Server.Rooms;

namespace TuiChat.Server.Commands;

/// <summary>
/// Forbidding people to speak. What is in force stands in each <see cref="Member.MutedUntil"/> too, so that speaking costs the read of a
/// field; it is computed anew from the book under one gate, so that the newest wins. Each method answers null when it is done.
/// </summary>
sealed class MuteDesk(ServerContext server, Desk desk, RemovalDesk removal)
{
    readonly Lock _gate = new();

    /// <summary>Lets somebody say nothing, on the server or in a room.</summary>
    public Task<Refusal?> MuteAsync(Actor actor, MuteRequest mute) => desk.InTurnAsync(async () =>
    {
        var problem = Desk.ProblemOf(mute.Text, mute.For) ?? desk.ProblemOf(mute.Room) ?? (server.Moderation.IsFull(mute.Room) ? Sentences.TooMany : null);
        if (problem is not null) return problem;
        if (desk.Find(mute.Nick) is not { } target) return Sentences.NoPerson(mute.Nick);
        if (desk.Judge(mute.Room is null ? Act.MuteOnServer : Act.MuteInRoom, actor, target, mute.Room) is { } refusal) return refusal;
        var now = server.Moderation.Now;
        var sanction = new Sanction(
            0, SanctionKind.Mute, target.Author, target.Network, target.Nick.Value, mute.Room, now + mute.For, actor.Name, actor.In(mute.Room, server.Moderation), mute.Text ?? "", now);
        await server.Moderation.AddAsync(sanction, desk.Entry(actor, "mute", target.Nick.Value, mute.Room, sanction.Until, mute.Text)).ConfigureAwait(false);
        Tell(target.Author, mute.Room, sanction.Until ?? 0, Sentences.Muted(sanction));
        return null;
    });

    /// <summary>Lets somebody speak again.</summary>
    public Task<Refusal?> UnmuteAsync(Actor actor, UnmuteRequest unmute) => desk.InTurnAsync(async () =>
    {
        if (desk.Judge(unmute.Room is null ? Act.UnmuteOnServer : Act.UnmuteInRoom, actor, unmute.Room) is { } refusal) return refusal;
        var undone = removal.Upon(server.Moderation.List(SanctionKind.Mute, unmute.Room), unmute.Nick);
        if (undone.Count == 0) return Sentences.NothingToUndo(unmute.Nick.Value, SanctionKind.Mute, unmute.Room);
        await server.Moderation.RemoveAsync(undone, desk.Entry(actor, "unmute", unmute.Nick.Value, unmute.Room, null, null)).ConfigureAwait(false);
        foreach (var author in undone.Select(mute => mute.Author).OfType<Guid>().Distinct()) Tell(author, unmute.Room, null, "You may speak again.");
        return null;
    });

    /// <summary>Brings what a member may say up to what the book says; after every entering and every change.</summary>
    public void Refresh(Member member)
    {
        lock (_gate) member.MutedUntil = Find(member) is { } mute ? mute.Until ?? long.MaxValue : 0;
    }

    /// <summary>Why a member may say nothing at this moment, or null.</summary>
    public Refusal? Problem(Member member)
    {
        if (server.Moderation.Now >= member.MutedUntil || Find(member) is not { } mute) return null;
        return new Refusal(RefusalCode.Muted, Sentences.Muted(mute)) { Wait = mute.Until is { } end ? (int)Math.Clamp(end - server.Moderation.Now, 0, int.MaxValue) : null };
    }

    /// <summary>The mute that holds a member, or null.</summary>
    public Sanction? Find(Member member)
    {
        var visitor = member.Visitor;
        var address = member.Device.Address;
        var onServer = server.Moderation.Find(SanctionKind.Mute, visitor.Author, visitor.IsGuest, address, null);
        var inRoom = server.Moderation.Find(SanctionKind.Mute, visitor.Author, visitor.IsGuest, address, member.Room.Name);
        return onServer is null || (inRoom is not null && End(inRoom) > End(onServer)) ? inRoom : onServer;
    }

    static long End(Sanction mute) => mute.Until ?? long.MaxValue;

    void Tell(Guid author, RoomName? room, long? muted, string text)
    {
        if (server.Visitors.Find(author) is not { } here) return;
        foreach (var place in here.Rooms)
        {
            foreach (var member in place.Snapshot())
            {
                if (member.Visitor == here) Refresh(member);
            }
        }
        desk.Tell(here, room, muted, text);
    }
}
