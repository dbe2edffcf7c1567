namespace TuiChat.History;

/// <summary>How much of the past is kept on this machine. The default keeps everything.</summary>
sealed record RetentionOptions
{
    /// <summary>Lines older than this many days go; 1–36,500, or null for no bound.</summary>
    public int? Days { get; init; }

    /// <summary>When the database is larger than this many MiB (2^20 bytes), the oldest lines go; 1–1,048,576, or null for no bound.</summary>
    public int? Megabytes { get; init; }

    /// <summary>As it is set: 0 is no bound.</summary>
    public static RetentionOptions Of(int days, int megabytes) => new() { Days = days == 0 ? null : days, Megabytes = megabytes == 0 ? null : megabytes };

    /// <summary>Whether there is anything to do.</summary>
    public bool IsOn => Days is not null || Megabytes is not null;

    /// <summary>What is wrong with these values, each in a sentence that names its key; empty when they are fine.</summary>
    public IEnumerable<string> Problems()
    {
        if (Days is < 1 or > 36_500) yield return $"days is a number from 1 to 36500, or nothing for no bound; not {Days}.";
        if (Megabytes is < 1 or > 1_048_576) yield return $"megabytes is a number from 1 to 1048576, or nothing for no bound; not {Megabytes}.";
    }
}
