using TuiChat.Conversations;
using TuiChat.Protocol;
using TuiChat.Settings;

namespace TuiChat;

/// <summary>Keeps out whom one ignores when they take another name while one is there. Lives on the loop.</summary>
sealed class IgnoredNames
{
    readonly ChatClient _client;
    readonly SettingsStore _settings;

    /// <summary>Begins to listen.</summary>
    public IgnoredNames(ChatClient client, SettingsStore settings)
    {
        (_client, _settings) = (client, settings);
        client.People.Renamed += Follow;
    }

    void Follow(PersonRenamed renamed)
    {
        var ignored = _settings.Current.Ignored;
        var (from, to) = (renamed.Nick.Key, renamed.To.Key);
        if (from == to || to == _client.State.Self.Key || !ignored.Contains(from) || SettingTable.Find("ignored") is not { } setting) return;
        var problem = _settings.Set(setting, string.Join(", ", ignored.Where(name => name != from && name != to).Append(to)));
        _client.Tell(problem ?? $"You ignore {renamed.Nick}, who is called {renamed.To} now. /ignore {renamed.To} takes it back.", isError: problem is not null);
    }
}
