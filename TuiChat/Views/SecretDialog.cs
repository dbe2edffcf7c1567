using System.Text;
using TuiChat.Commands;
using TuiChat.Terminal;

namespace TuiChat.Views;

/// <summary>Asks for what is never to stand in the input, in a dialog; passwords are not to be read on the screen, and are wiped when it closes.</summary>
static class SecretDialog
{
    /// <summary>Opens it.</summary>
    /// <param name="application">Where.</param>
    /// <param name="form">What is asked.</param>
    /// <param name="otherwise">Other ways to go on, beside going back: their words and what they do.</param>
    public static Dialog Open(Application application, SecretForm form, params (string Word, Action Do)[] otherwise)
    {
        var fields = form.Fields.Select(field => new TextField(isSecret: field.IsSecret) { Text = field.Text, MaxLength = field.MaxBytes, MeasureLength = Encoding.UTF8.GetByteCount }).ToArray();
        var lines = form.Fields.Select((field, i) => new FormField(field.Label, fields[i], text => field.Check(text, Texts(fields, i)))).ToArray();
        var body = new Form(lines);
        if (form.Complaint is { } complaint) lines[^1].Error = complaint;
        DialogChoice[] choices = [new DialogChoice(form.Agreement), .. otherwise.Select(way => new DialogChoice(way.Word)), new DialogChoice("Cancel")];
        var dialog = new Dialog(form.Title, body, choices);
        var isGood = false;
        body.Submitted += () =>
        {
            isGood = true;
            dialog.Close(0);
        };
        dialog.Choosing = choice => choice != 0 || isGood || Submit(body);
        dialog.Closed += choice =>
        {
            var texts = Texts(fields, fields.Length);
            foreach (var field in fields) field.Text = "";
            if (choice == 0) form.Take(texts);
            else if (choice > 0 && choice <= otherwise.Length) otherwise[choice - 1].Do();
        };
        dialog.Open(application);
        // What is there already is mostly right.
        (fields.FirstOrDefault(field => field.Text.Length == 0) ?? fields[0]).SetFocus();
        return dialog;
    }

    /// <summary>Submitting closes the dialog by itself; pressing the button must not do so again.</summary>
    static bool Submit(Form body)
    {
        body.Submit();
        return false;
    }

    static string[] Texts(TextField[] fields, int count) => [.. fields.Take(count).Select(field => field.Text)];
}
