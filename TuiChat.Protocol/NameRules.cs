using System.Globalization;
using System.Text;

namespace TuiChat.Protocol;

/// <summary>The alphabet that nicknames and room names share: letters, digits, <c>_ - .</c>, and marks that belong to a letter.</summary>
static class NameRules
{
    /// <summary>Marks in a row behind one letter: enough for Vietnamese and Hebrew, too few to stack.</summary>
    const int MaxMarks = 2;

    const string What = "letters, digits and _ - .";

    /// <summary>Says what is wrong with a normalised name, or null when it is a good one.</summary>
    public static string? Problem(string name, int maxRunes, string kind)
    {
        if (name.Length == 0) return $"A {kind} needs at least one letter or digit.";
        var runes = 0;
        var marks = 0;
        var solid = false;
        foreach (var rune in name.EnumerateRunes())
        {
            if (++runes > maxRunes) return $"A {kind} has at most {maxRunes} characters.";
            var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            marks = isMark ? marks + 1 : 0;
            if (!IsAllowed(rune, isMark) || marks > MaxMarks || (isMark && !solid))
                return $"A {kind} is made of {What}; {Describe(rune)} is not allowed.";
            solid |= Rune.IsLetterOrDigit(rune);
        }
        return solid ? null : $"A {kind} needs at least one letter or digit.";
    }

    /// <summary>NFC or NFKC without throwing: a lone surrogate makes the text unfit, which is told by null.</summary>
    public static string? Normalize(string text, NormalizationForm form)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // A lone surrogate is enumerated as U+FFFD. Noncharacters are no text; the framework refuses to normalise some of them.
            if (rune.Value == 0xFFFD || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF) return null;
        }
        return text.Normalize(form);
    }

    static bool IsAllowed(Rune rune, bool isMark)
    {
        if (rune.Value is '_' or '-' or '.') return true;
        if (IsInvisible(rune.Value)) return false;
        return isMark || Rune.IsLetter(rune) || Rune.IsDigit(rune);
    }

    /// <summary>Letters and marks that show nothing (Default_Ignorable_Code_Point, Unicode DerivedCoreProperties).</summary>
    static bool IsInvisible(int value) => value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F)
        or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0000 and <= 0xE0FFF);

    static string Describe(Rune rune) =>
        rune.Value == ' ' ? "a space" : Rune.IsControl(rune) || IsInvisible(rune.Value) ? $"U+{rune.Value:X4}" : $"“{rune}”";
}
