namespace TuiChat.Views;

/// <summary>Prints all themes that can be chosen, with what is wrong in those that are the user's own: <c>tuichat themes</c>.</summary>
static class ThemeReport
{
    /// <summary>Prints one line per theme: name, kind, and the file of an own one; problems go to <paramref name="error"/>. True when there are none.</summary>
    public static bool Print(ThemeCatalog catalog, TextWriter output, TextWriter error)
    {
        var width = catalog.Names.Select(name => name.Length).DefaultIfEmpty().Max();
        var isGood = true;
        foreach (var name in catalog.Names)
        {
            var reading = catalog.Load(name);
            var kind = reading.Theme is null ? "broken" : reading.Theme.IsWithoutColors ? "no colours" : reading.Theme.Kind.ToString().ToLowerInvariant();
            var own = catalog.OwnFile(name);
            output.WriteLine($"{name.PadRight(width)}  {kind,-10}  {own}".TrimEnd());
            foreach (var problem in reading.Problems) error.WriteLine(problem);
            isGood &= reading.Problems.Count == 0;
        }
        return isGood;
    }
}
