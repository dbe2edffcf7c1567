using System.Diagnostics.CodeAnalysis;
using TuiChat.Protocol;

namespace TuiChat.Pipe;

/// <summary>
/// What of all that happens is printed. Kinds are alternatives, <c>from:NAME</c> narrows what has an author; what answers a command, errors and the
/// end always come.
/// </summary>
sealed class PipeFilter
{
    /// <summary>The word that lets lines through that name us.</summary>
    public const string MentionWord = "mention";

    const string FromPrefix = "from:";

    readonly HashSet<string> _kinds = [];
    readonly HashSet<string> _from = [];

    /// <summary>The kinds that can be named.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["pipe", "online", "offline", "room", "msg", "edited", "deleted", "reaction", "topic", "notice", "unknown", "joined", "left", "person", "renamed", "access", "removed", "invited", "direct-room", "gone", "you", "gap"];

    /// <summary>Everything.</summary>
    public static PipeFilter All { get; } = new();

    /// <summary>Reads words separated by commas.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PipeFilter? filter, [NotNullWhen(false)] out string? problem)
    {
        filter = new PipeFilter();
        problem = null;
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (word.StartsWith(FromPrefix, StringComparison.OrdinalIgnoreCase))
            {
                if (Nickname.TryParse(word[FromPrefix.Length..], out var nick, out problem)) filter._from.Add(nick.Key);
            }
            else if (Kinds.Contains(word) || word == MentionWord) filter._kinds.Add(word);
            else problem = $"--filter knows no “{word}”. It takes {string.Join(", ", Kinds)}, {MentionWord} and {FromPrefix}NAME, separated by commas.";
            if (problem is null) continue;
            filter = null;
            return false;
        }
        return true;
    }

    /// <summary>Whether an event is printed.</summary>
    public bool Lets(PipeEvent happened) => happened switch
    {
        PipeEvent.Ok or PipeEvent.Error or PipeEvent.PeopleList or PipeEvent.RoomList or PipeEvent.End => true,
        PipeEvent.Started => Has("pipe"),
        PipeEvent.Online => Has("online"),
        PipeEvent.Offline => Has("offline"),
        PipeEvent.EnteredRoom => Has("room"),
        PipeEvent.Said said => (Has("msg") || (said.Mention && _kinds.Contains(MentionWord))) && IsFrom(said.From),
        PipeEvent.EditedLine edited => Has("edited") && IsFrom(edited.From),
        PipeEvent.DeletedLine deleted => Has("deleted") && IsFrom(deleted.From),
        PipeEvent.Reacted reaction => Has("reaction") && IsFrom(reaction.From),
        PipeEvent.TopicSet topic => Has("topic") && IsFrom(topic.From),
        PipeEvent.Announced => Has("notice"),
        PipeEvent.Unknown => Has("unknown"),
        PipeEvent.Joined joined => Has("joined") && IsFrom(joined.Nick),
        PipeEvent.Left left => Has("left") && IsFrom(left.Nick),
        PipeEvent.Changed changed => Has("person") && IsFrom(changed.Nick),
        PipeEvent.Renamed renamed => Has("renamed") && (IsFrom(renamed.Nick) || IsFrom(renamed.To)),
        PipeEvent.AccessSet => Has("access"),
        PipeEvent.PutOut => Has("removed"),
        PipeEvent.LetIn invited => Has("invited") && IsFrom(invited.By),
        PipeEvent.Addressed addressed => Has("direct-room") && IsFrom(addressed.With),
        PipeEvent.Gone => Has("gone"),
        PipeEvent.OwnState => Has("you"),
        PipeEvent.Gap => Has("gap"),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is no kind that is known here."),
    };

    bool Has(string kind) => _kinds.Count == 0 || _kinds.Contains(kind);

    bool IsFrom(string name) => _from.Count == 0 || (Nickname.TryParse(name, out var nick, out _) && _from.Contains(nick.Key));
}
