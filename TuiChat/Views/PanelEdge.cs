using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>The line between a panel and the conversation, so that they stay apart without colours too.</summary>
static class PanelEdge
{
    /// <summary>Draws it over the whole height of a panel.</summary>
    public static void Draw(DrawContext context, int x, Theme theme) =>
        context.Fill(new Rectangle(x, 0, 1, context.Height), '│', theme[StandardRoles.Border] with { Background = theme[ChatRoles.Sidebar].Background });
}
