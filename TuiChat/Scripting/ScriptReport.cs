namespace TuiChat.Scripting;

/// <summary>Shows where a client stands when a script has failed.</summary>
static class ScriptReport
{
    /// <summary>10 entries: what is shown of each room.</summary>
    const int LastLines = 10;

    /// <summary>Writes the last lines of the room on the screen, and the screen.</summary>
    public static void Write(TextWriter error, ScriptClient client, ScriptSecrets secrets)
    {
        if (client.State.Current is { } room)
        {
            error.WriteLine($"The last lines in {room.Title}:");
            foreach (var row in TimelineText.Last(room.Timeline, LastLines).SelectMany(text => text.Split('\n'))) error.WriteLine($"  {secrets.Hide(row)}");
        }
        var size = client.Terminal.Size;
        var edge = $"+{new string('-', size.Width)}+";
        error.WriteLine($"The screen of {client.Name}, {size.Width}x{size.Height}:");
        error.WriteLine(edge);
        for (var y = 0; y < size.Height; y++)
        {
            var row = secrets.Hide(client.Terminal.Row(y));
            error.WriteLine($"|{row}{new string(' ', Math.Max(0, size.Width - Terminal.TextWidth.Measure(row)))}|");
        }
        error.WriteLine(edge);
    }
}
