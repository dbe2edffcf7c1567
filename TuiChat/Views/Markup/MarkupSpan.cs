namespace TuiChat.Views.Markup;

/// <summary>A piece of a paragraph in one look. Line feeds in the text are line breaks.</summary>
/// <param name="Text">What is read.</param>
/// <param name="Look">How it was marked.</param>
/// <param name="Link">Where it leads, already checked by <see cref="LinkRules"/>; null for no link.</param>
readonly record struct MarkupSpan(string Text, SpanLook Look = SpanLook.None, string? Link = null);
