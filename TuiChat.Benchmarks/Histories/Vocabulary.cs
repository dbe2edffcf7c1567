using System.Text;

namespace TuiChat.Benchmarks.Histories;

/// <summary>Texts like those of a chat: 20,000 words, a few of them very common (Zipf's law), the same on every run.</summary>
sealed class Vocabulary
{
    const int Words = 20_000;

    readonly Random _random = new(1);
    readonly string[] _words = new string[Words];
    readonly double[] _sums = new double[Words];

    /// <summary>Makes the words; word 0 is the most common.</summary>
    public Vocabulary()
    {
        var sum = 0.0;
        for (var i = 0; i < Words; i++)
        {
            _words[i] = Word(i);
            _sums[i] = sum += 1.0 / (i + 2);
        }
    }

    /// <summary>The word of a rank, 0 being the most common.</summary>
    public string this[int rank] => _words[rank];

    /// <summary>A line of 3 to 25 words.</summary>
    public string Line()
    {
        var text = new StringBuilder();
        for (var left = _random.Next(3, 26); left > 0; left--) text.Append(Next()).Append(left > 1 ? " " : "");
        return text.ToString();
    }

    string Next()
    {
        var index = Array.BinarySearch(_sums, _random.NextDouble() * _sums[^1]);
        return _words[Math.Min(index < 0 ? ~index : index, Words - 1)];
    }

    /// <summary>Syllables, so that many words begin alike.</summary>
    static string Word(int number)
    {
        const string Consonants = "bdfgklmnprstvz", Vowels = "aeiou";
        var word = new StringBuilder();
        for (var rest = number + 7; rest > 0; rest /= Consonants.Length * Vowels.Length)
        {
            var syllable = rest % (Consonants.Length * Vowels.Length);
            word.Append(Consonants[syllable / Vowels.Length]).Append(Vowels[syllable % Vowels.Length]);
        }
        return word.ToString();
    }
}
