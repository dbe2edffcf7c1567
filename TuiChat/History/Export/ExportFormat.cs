namespace TuiChat.History.Export;

/// <summary>
/// How a history is written down. Lines come room by room, oldest first; nothing of them is kept, so memory does not grow with the
/// history.
/// </summary>
abstract class ExportFormat
{
    /// <summary>The names of all formats, which are also the endings of files.</summary>
    public static IReadOnlyList<string> Names { get; } = ["txt", "md", "json", "html"];

    /// <summary>The format of a name, or null.</summary>
    public static ExportFormat? Find(string name) => name.ToLowerInvariant() switch
    {
        "txt" => new TextFormat(),
        "md" => new MarkdownFormat(),
        "json" => new JsonFormat(),
        "html" or "htm" => new HtmlFormat(),
        _ => null,
    };

    /// <summary>Before everything.</summary>
    public virtual void Begin(TextWriter output)
    {
    }

    /// <summary>A room begins.</summary>
    public abstract void BeginRoom(TextWriter output, KeptRoom room);

    /// <summary>A line of the room that has begun.</summary>
    public abstract void Write(TextWriter output, ExportLine line);

    /// <summary>Behind everything.</summary>
    public virtual void End(TextWriter output)
    {
    }
}
