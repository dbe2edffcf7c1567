using TuiChat.Protocol;

namespace TuiChat;

/// <summary>What the command line says; null is what is asked for on the screen.</summary>
sealed record ClientOptions
{
    /// <summary>The server's host, or null.</summary>
    public string? Host { get; init; }

    /// <summary>The server's port, or null for the default.</summary>
    public int? Port { get; init; }

    /// <summary>The invite link that named host and port, or null.</summary>
    public InviteLink? Link { get; init; }

    /// <summary>The nickname, or null.</summary>
    public Nickname? Nick { get; init; }

    /// <summary>The room to go to, or null.</summary>
    public RoomName? Room { get; init; }

    /// <summary>Do not look for servers on this network.</summary>
    public bool NoDiscovery { get; init; }

    /// <summary>Line by line, without a full screen.</summary>
    public bool IsLinear { get; init; }

    /// <summary>The folder for everything, or null for the user's own.</summary>
    public string? Data { get; init; }

    /// <summary>The theme, or null for the default.</summary>
    public string? Theme { get; init; }
}
