using TuiChat.Settings;
using TuiChat.Terminal;

namespace TuiChat.Commands;

/// <summary>What commands may change of this client; whoever composes it says how.</summary>
sealed record ClientControls
{
    /// <summary>The settings.</summary>
    public SettingsStore Settings { get; init; } = new();

    /// <summary>The key table.</summary>
    public KeyBindings Keys { get; init; } = new();

    /// <summary>The names of the themes.</summary>
    public Func<IReadOnlyList<string>> Themes { get; init; } = () => [];

    /// <summary>Takes another look; a sentence about what is wrong, or null.</summary>
    public Func<string, string?> UseTheme { get; init; } = name => $"There is no theme “{name}” here.";

    /// <summary>Shows the themes to choose from; null where there is nothing to choose on.</summary>
    public Action? ChooseTheme { get; init; }

    /// <summary>Shows the settings to pick one, whose key it hands on; null where there is nothing to show them on.</summary>
    public Action<Action<string>>? ShowSettings { get; init; }

    /// <summary>Shows the key table to change it; null where there is nothing to show it on.</summary>
    public Action? ShowKeys { get; init; }
}
