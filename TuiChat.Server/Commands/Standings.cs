using TuiChat.Protocol;
using TuiChat.Server.Rooms;

namespace TuiChat.Server.Commands;

/// <summary>What somebody is told of how it stands itself.</summary>
static class Standings
{
    /// <summary>On the whole server, now.</summary>
    public static Standing Of(Visitor visitor)
    {
        var profile = visitor.Profile;
        return new Standing { Nick = profile.Nick, Account = profile.Account is not null, Role = profile.Rank.Word(), Color = profile.Color };
    }
}
