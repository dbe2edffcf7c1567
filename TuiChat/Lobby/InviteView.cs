using System.Globalization;
using TuiChat.Protocol;
using TuiChat.Terminal;

namespace TuiChat.Lobby;

/// <summary>How others get here: the invite link to copy and the QR code to scan, for one after the other of the server's addresses.</summary>
sealed class InviteView : View
{
    /// <summary>24 columns: what the text beside the QR code needs at least.</summary>
    const int LeastText = 24;

    readonly IReadOnlyList<InviteLink> _links;
    readonly string _note;
    QrPicture _picture;
    int _index;
    string _copied = "";

    /// <summary>Makes the view.</summary>
    /// <param name="links">The links, one for each address, best first; at least one.</param>
    /// <param name="note">A sentence about who can use them, or "".</param>
    public InviteView(IReadOnlyList<InviteLink> links, string note)
    {
        _links = links;
        _note = note;
        _picture = new QrPicture(Link);
        CanFocus = true;
    }

    /// <summary>Escape, Enter or q.</summary>
    public event Action? Closed;

    /// <summary>The link that is shown.</summary>
    public string Link => _links[_index].ToString();

    /// <summary>Offers the link to the clipboard of the terminal.</summary>
    public void Copy() => _copied = Application?.CopyToClipboard(Link) == true ? "Copied, if your terminal allows it." : "";

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        if (key.Code is KeyCode.Escape or KeyCode.Enter || key == Key.Parse("Ctrl+C") || key == Key.Parse("q")) Closed?.Invoke();
        else if (key == Key.Parse("c")) Copy();
        else if (key.Code is KeyCode.Down or KeyCode.Right) Turn(+1);
        else if (key.Code is KeyCode.Up or KeyCode.Left) Turn(-1);
        return true;
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        context.Clear(Theme[StandardRoles.Text]);
        var room = _picture.Fit(context.Width - LeastText - 2, context.Height);
        if (room is var (columns, rows))
        {
            _picture.Draw(context.Clip(new Rectangle(0, 0, columns, rows)), Application?.Capabilities.Depth ?? ColorDepth.None);
            DrawText(context.Clip(new Rectangle(columns + 2, 0, context.Width - columns - 2, context.Height)), "");
        }
        else DrawText(context.Clip(new Rectangle(1, 0, context.Width - 2, context.Height)), SizeNote);
    }

    string SizeNote => string.Create(CultureInfo.InvariantCulture, $"The window is too small for the QR code: it needs {_picture.Size + 4 + LeastText + 2} columns and {(_picture.Size + 5) / 2} rows.");

    void DrawText(DrawContext context, string sizeNote)
    {
        var (text, dim) = (Theme[StandardRoles.Text], Theme[StandardRoles.Dim]);
        var y = context.Height < 16 ? 0 : 1;
        context.Put(0, y, "Bring others here", Theme[StandardRoles.Title]);
        y += context.Height < 16 ? 1 : 2;
        y = DrawLink(context, y, text) + 1;
        var others = _links.Count > 1 ? $"Address {_index + 1} of {_links.Count}, ↑↓ for the others." : "";
        foreach (var sentence in (string[])[_copied, others, sizeNote, _note])
        {
            if (sentence.Length == 0 || y >= context.Height - 1) continue;
            y += TextLayout.Draw(context.Clip(new Rectangle(0, y, context.Width, context.Height - 1 - y)), sentence, dim) + (context.Height < 16 ? 0 : 1);
        }
        context.Put(0, context.Height - 1, TextWidth.Truncate("c copies · Esc closes", context.Width), dim);
    }

    /// <summary>The whole link, cut at the edge only, and a hyperlink on each of its rows.</summary>
    int DrawLink(DrawContext context, int y, Style style)
    {
        for (var start = 0; start < Link.Length && y < context.Height - 1; start += context.Width, y++)
            context.Put(0, y, Link.AsSpan(start, Math.Min(context.Width, Link.Length - start)), style, Link);
        return y;
    }

    void Turn(int step)
    {
        _index = (_index + step + _links.Count) % _links.Count;
        _picture = new QrPicture(Link);
        _copied = "";
    }
}
