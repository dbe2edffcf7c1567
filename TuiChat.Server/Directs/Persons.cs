using TuiChat.Protocol;
using TuiChat.Server.Accounts;
using TuiChat.Server.Rooms;
using TuiChat.Server.Storage;

namespace TuiChat.Server.Directs;

/// <summary>Finds people, here or not, and says who may talk to whom alone. May be used from any thread.</summary>
sealed class Persons(Visitors visitors, AccountBook accounts, Blocks blocks)
{
    /// <summary>The person of this name, or null.</summary>
    public DirectParty? Find(Nickname nick) =>
        visitors.Find(nick) is { } here ? new DirectParty(here.Author, here.Nick)
        : accounts.Find(nick) is { } account ? new DirectParty(account.Author, account.Name)
        : null;

    /// <summary>What somebody is called now.</summary>
    public Nickname NameOf(DirectParty party) => visitors.Find(party.Author)?.Nick ?? accounts.Find(party.Author)?.Name ?? party.Nick;

    /// <summary>Why one may not talk to the other alone, or null.</summary>
    public Refusal? DirectProblem(Guid author, DirectParty other) =>
        blocks.Has(other.Author, author) ? new Refusal(RefusalCode.Blocked, $"{NameOf(other)} takes no direct messages from you. Talk in a room you are both in.")
        : blocks.Has(author, other.Author) ? new Refusal(RefusalCode.Blocked, $"You have blocked {NameOf(other)}. Take that back first.")
        : visitors.Find(other.Author) is null && accounts.Find(other.Author) is null
            ? new Refusal(RefusalCode.NoPerson, "Nobody would read that: a guest who has left, or an account that has ended.")
        : null;

    /// <summary>Why a member may say nothing in its room, or null: asked before everything that others would see.</summary>
    public Refusal? SpeechProblem(Member member) => member.Room.Direct is { } pair
        ? DirectProblem(member.Visitor.Author, pair.Other(member.Visitor.Author))
        : null;
}
