namespace TuiChat.Terminal;

/// <summary>What came of reading a theme file.</summary>
/// <param name="Theme">The theme; roles that could not be read look like their fallback. Null when the file is no theme at all.</param>
/// <param name="Problems">One line for each problem: "file:line:column key: what is wrong and what is allowed"; empty when all is well.</param>
public sealed record ThemeReading(Theme? Theme, IReadOnlyList<string> Problems);
