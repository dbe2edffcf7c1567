using System.Net;
using TuiChat.Protocol;

namespace TuiChat.Server.Moderation;

/// <summary>
/// A ban or a mute. Upon an account it holds wherever the account comes from; upon a guest it holds the session and, unless that is this very
/// machine, other guests of the same address; without author it holds everybody of the range.
/// </summary>
/// <param name="Id">Its key in the store.</param>
/// <param name="Kind">What is forbidden.</param>
/// <param name="Author">Who, or null for a range of addresses.</param>
/// <param name="Network">From where, or null.</param>
/// <param name="Name">The name that it was said with, or null for a range.</param>
/// <param name="Room">Where, or null for the whole server.</param>
/// <param name="Until">Exclusive end, milliseconds since 1970-01-01 UTC; null for good.</param>
/// <param name="By">Who said it.</param>
/// <param name="Level">The level of who said it.</param>
/// <param name="Text">Why; may be empty.</param>
/// <param name="At">When.</param>
sealed record Sanction(
    long Id, SanctionKind Kind, Guid? Author, IPNetwork? Network, string? Name, RoomName? Room, long? Until, string By, Level Level, string Text, long At)
{
    /// <summary>Whether it is in force.</summary>
    public bool Holds(long now) => Until is not { } end || now < end;

    /// <summary>Whether somebody is meant.</summary>
    /// <param name="author">Who.</param>
    /// <param name="isGuest">Whether without account.</param>
    /// <param name="network">From where, as <see cref="AddressRange.Plain"/> gives it.</param>
    public bool IsUpon(Guid author, bool isGuest, IPAddress network) =>
        Author == author || (Network is { } range && (isGuest || Author is null) && range.Contains(network));
}
