namespace TuiChat.Terminal;

/// <summary>
/// Labelled fields with errors beneath them. Enter and Down go to the next field, Up to the one before; Enter on the last
/// field submits, which looks at all fields and goes to the first one that is wrong.
/// </summary>
public sealed class Form : View
{
    const int RoomForFields = 20;

    readonly FormField[] _fields;

    /// <summary>Makes a form.</summary>
    public Form(params FormField[] fields)
    {
        _fields = fields;
        foreach (FormField line in fields)
        {
            Add(line.Field);
            line.Field.Changed += () => line.Error = "";
        }
    }

    /// <summary>A sentence under the fields, such as what the buttons below answer; "" for none.</summary>
    public string Note { get; init; } = "";

    /// <summary>All fields were found right.</summary>
    public event Action? Submitted;

    /// <inheritdoc/>
    public override int DesiredWidth => LabelWidth + 2 + 36;

    /// <inheritdoc/>
    public override int DesiredHeight(int width) => Rows(width).Sum(row => row.Height) + (Note.Length == 0 ? 0 : 1 + TextLayout.Wrap(Note, width).Count);

    /// <summary>Looks at all fields; submits, or goes to the first one that is wrong. False in the latter case.</summary>
    public bool Submit()
    {
        FormField? wrong = null;
        foreach (FormField line in _fields)
        {
            if (!line.Check())
                wrong ??= line;
        }

        if (wrong is null)
            Submitted?.Invoke();
        else
            wrong.Field.SetFocus();
        return wrong is null;
    }

    /// <summary>Says under the first field what is wrong with an earlier input, until it is changed.</summary>
    public void Complain(string error) => _fields[0].Error = error;

    /// <inheritdoc/>
    public override bool HandleKey(Key key)
    {
        int focused = Array.FindIndex(_fields, line => line.Field.HasFocus);
        if (focused < 0)
            return false;
        switch (key.Code)
        {
            case KeyCode.Enter when focused == _fields.Length - 1:
                Submit();
                return true;
            case KeyCode.Enter or KeyCode.Down when focused < _fields.Length - 1:
                _fields[focused + 1].Field.SetFocus();
                return true;
            case KeyCode.Up when focused > 0:
                _fields[focused - 1].Field.SetFocus();
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    protected override void LayoutSubViews()
    {
        foreach (Row row in Rows(Frame.Width))
            row.Line.Field.Layout(row.Field);
    }

    /// <inheritdoc/>
    protected override void Draw(DrawContext context)
    {
        foreach (Row row in Rows(context.Width))
        {
            context.Put(0, row.Top, row.Line.Label, Theme[StandardRoles.Dialog]);
            if (row.Line.Error.Length > 0)
                TextLayout.Draw(context.Clip(row.Error), row.Line.Error, Theme.On(StandardRoles.Error, StandardRoles.Dialog));
        }

        if (Note.Length > 0)
        {
            int top = Rows(context.Width)[^1].Bottom + 1;
            TextLayout.Draw(context.Clip(new Rectangle(0, top, context.Width, Math.Max(0, context.Height - top))), Note, Theme[StandardRoles.Dialog]);
        }
    }

    int LabelWidth => _fields.Max(line => TextWidth.Measure(line.Label));

    List<Row> Rows(int width)
    {
        bool isBeside = width - LabelWidth - 2 >= RoomForFields;
        int x = isBeside ? LabelWidth + 2 : 0;
        var rows = new List<Row>();
        int y = 0;
        foreach (FormField line in _fields)
        {
            int top = y;
            int fieldTop = isBeside ? y : y + 1;
            int fieldHeight = line.Field.DesiredHeight(width - x);
            int errorHeight = line.Error.Length == 0 ? 0 : TextLayout.Wrap(line.Error, width - x).Count;
            y = fieldTop + fieldHeight + errorHeight;
            rows.Add(new Row(line, top, y - top, new Rectangle(x, fieldTop, width - x, fieldHeight), new Rectangle(x, fieldTop + fieldHeight, width - x, errorHeight)));
        }

        return rows;
    }

    readonly record struct Row(FormField Line, int Top, int Height, Rectangle Field, Rectangle Error)
    {
        public int Bottom => Top + Height;
    }
}
