using TuiChat.Protocol;

namespace TuiChat.Conversations;

/// <summary>What is listened for in all rooms: our name and words of our own; and who is told of what is heard. Owned by the loop.</summary>
sealed class Ears
{
    /// <summary>Ears for a conversation that nobody listens to.</summary>
    public static readonly Ears Deaf = new();

    int _absences;

    /// <summary>Words that count as being named.</summary>
    public IReadOnlyList<string> Words { get; set; } = [];

    /// <summary>The keys of names whose lines are not shown.</summary>
    public IReadOnlySet<string> Ignored { get; set; } = new HashSet<string>();

    /// <summary>Whether what this person says is not to be shown.</summary>
    public bool IsIgnored(Nickname nick) => Ignored.Count > 0 && Ignored.Contains(nick.Key);

    /// <summary>How often one has looked away from the screen, the last time being now; 0 while one looks, or while nobody can tell.</summary>
    public int Absence { get; private set; }

    /// <summary>The terminal says whether it has the keyboard.</summary>
    public void Look(bool isLooking)
    {
        if (isLooking) Absence = 0;
        else if (Absence == 0) Absence = ++_absences;
    }

    /// <summary>A room has come on the screen.</summary>
    public event Action? Shown;

    /// <summary>Something new happened in a room, also in the one on the screen.</summary>
    public event Action<Conversation, TimelineItem, Activity>? Heard;

    /// <summary>Whether a text names us.</summary>
    public bool IsMention(string text, Nickname self) => Mention.IsIn(text, self) || (Words.Count > 0 && Words.Any(word => Mention.IsIn(text, word)));

    /// <summary>Tells that a room has come on the screen.</summary>
    public void Show() => Shown?.Invoke();

    /// <summary>Tells of something new; what is old makes no noise.</summary>
    public void Hear(Conversation room, TimelineItem item, Activity activity)
    {
        if (activity > Activity.None) Heard?.Invoke(room, item, activity);
    }
}
