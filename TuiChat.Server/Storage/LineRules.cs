using TuiChat.Protocol;

namespace TuiChat.Server.Storage;

/// <summary>
/// Who may do what with a line that was said. Asked by the writer inside the transaction, so that nothing comes in between.
/// </summary>
static class LineRules
{
    static readonly Refusal Deleted = new(RefusalCode.NoLine, "That line was deleted.");

    /// <summary>Why the draft may not be stored, or null.</summary>
    /// <param name="draft">A change, or a line that answers one.</param>
    /// <param name="line">The line it names, or null when there is none.</param>
    public static Refusal? Problem(EventDraft draft, StoredLine? line) => (draft.Type, line) switch
    {
        (_, null) => new Refusal(RefusalCode.NoLine, $"There is no line {draft.Target} in #{draft.Room}."),
        (EventDraft.Edited or EventDraft.Deleted or EventDraft.Reaction, { IsDeleted: true }) => Deleted,
        (EventDraft.Edited, { } said) when !IsAuthor(draft, said) => NotYours(draft, said, "change"),
        (EventDraft.Deleted, { } said) when !MayDelete(draft, said) => NotYours(draft, said, "delete"),
        _ => null,
    };

    /// <summary>Why the reaction may not come or go, or null.</summary>
    /// <param name="draft">The reaction.</param>
    /// <param name="there">Those that the line has.</param>
    /// <param name="own">That of the same name and kind among them, or null.</param>
    public static Refusal? Problem(EventDraft draft, IReadOnlyList<StoredReaction> there, StoredReaction? own)
    {
        if (own is { } before) return before.Author == draft.Author ? null : new Refusal(RefusalCode.NotYours, $"{before.Who} reacted so on another visit. Only on the visit on which you reacted you can take it back.");
        if (there.Count >= Limits.MaxReactions) return new Refusal(RefusalCode.Full, $"That line has {Limits.MaxReactions} reactions, more do not fit.");
        var kinds = there.Select(reaction => reaction.Text).Distinct().Count();
        return kinds >= Limits.MaxReactionKinds && there.All(reaction => reaction.Text != draft.Text)
            ? new Refusal(RefusalCode.Full, $"That line has {Limits.MaxReactionKinds} kinds of reactions, more do not fit. Join one of them.")
            : null;
    }

    /// <summary>The one who said it, and who looks after the room.</summary>
    static bool MayDelete(EventDraft draft, StoredLine line) => IsAuthor(draft, line) || draft.MayDelete?.Invoke(line) == true;

    /// <summary>The same account, or the same session of a guest, whatever the name: whoever takes a name that has become free has said nothing yet.</summary>
    static bool IsAuthor(EventDraft draft, StoredLine line) => draft.Author is { } author && line.Author == author;

    static Refusal NotYours(EventDraft draft, StoredLine line, string verb) => new(RefusalCode.NotYours, line.From.Key == draft.From?.Key
        ? $"That line was said on another visit under your name. Only on the visit on which a line was said you can {verb} it."
        : $"That line was said by {line.From}. You can {verb} your own lines only.");
}
