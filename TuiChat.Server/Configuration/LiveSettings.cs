namespace TuiChat.Server.Configuration;

/// <summary>The settings in force. Read by anybody at any time; set by the one who reloads the file.</summary>
sealed class LiveSettings(ServerSettings initial)
{
    volatile ServerSettings _current = initial;

    /// <summary>The settings in force now; ask again rather than keep them.</summary>
    public ServerSettings Current
    {
        get => _current;
        set => _current = value;
    }
}
