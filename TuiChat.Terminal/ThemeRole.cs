namespace TuiChat.Terminal;

/// <summary>A named part of the screen that a theme gives a look.</summary>
/// <param name="Name">The name in theme files, such as "popup.selection".</param>
/// <param name="Description">What is drawn in it, one phrase, for the documented example.</param>
/// <param name="Fallback">The role that gives what this one leaves open; null: the terminal's own look.</param>
/// <param name="Plain">The look without any theme and colour.</param>
/// <param name="HoldsNames">People's names stand on its background in their own colours, which are made readable there.</param>
public sealed record ThemeRole(
    string Name, string Description, string? Fallback = StandardRoles.Text, TextStyle Plain = TextStyle.None, bool HoldsNames = false);
