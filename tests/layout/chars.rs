//! Other characters for the same text.

/// A change of characters.
pub(crate) type Chars = fn(&str) -> String;

pub(crate) fn change(text: &str, changes: &[Chars]) -> String {
    changes.iter().fold(text.to_owned(), |text, change| change(&text))
}

fn each(text: &str, to: impl Fn(char) -> char) -> String {
    text.chars().map(to).collect()
}

/// `１２％`
pub(crate) fn wide(text: &str) -> String {
    each(text, |c| match c {
        '0'..='9' => char::from_u32('０' as u32 + c as u32 - '0' as u32).unwrap(),
        '%' => '％',
        _ => c,
    })
}

/// `１．５％`, dots too.
pub(crate) fn wider(text: &str) -> String {
    each(&wide(text), |c| if c == '.' { '．' } else { c })
}

/// `,;:()` but full-width stops.
pub(crate) fn half(text: &str) -> String {
    each(text, |c| match c {
        '，' => ',',
        '；' => ';',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        '！' => '!',
        _ => c,
    })
}

/// Stops too.
pub(crate) fn half_stops(text: &str) -> String {
    each(&half(text), |c| if c == '。' { '.' } else { c })
}

/// A blank behind each half-width sign.
pub(crate) fn half_spaced(text: &str) -> String {
    half(text).replace(',', ", ").replace(':', ": ").replace(';', "; ")
}

/// Numbers set off by blanks.
pub(crate) fn set_off(text: &str) -> String {
    let mut out = String::new();
    let mut before = '\n';
    for c in text.chars() {
        let (a, b) = (before.is_ascii_digit() || before == '%', c.is_ascii_digit());
        let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        if han(before) && b || a && han(c) {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}

/// Straight quotes.
pub(crate) fn quotes(text: &str) -> String {
    each(text, |c| if matches!(c, '“' | '”') { '"' } else { c })
}

pub(crate) fn traditional(text: &str) -> String {
    hanconv::s2t(text)
}

pub(crate) fn hong_kong(text: &str) -> String {
    hanconv::s2hk(text)
}

/// The residue of another encoding: the reading of a few characters behind them.
pub(crate) fn pinyin(text: &str) -> String {
    const READINGS: [(char, &str); 12] = [
        ('區', "qū"),
        ('發', "fā"),
        ('現', "xiàn"),
        ('數', "shù"),
        ('縣', "xiàn"),
        ('鎮', "zhèn"),
        ('學', "xué"),
        ('縮', "suō"),
        ('優', "yōu"),
        ('養', "yǎng"),
        ('聯', "lián"),
        ('納', "nà"),
    ];
    let mut out = String::new();
    for (n, c) in hanconv::s2t(text).chars().enumerate() {
        out.push(c);
        if let Some((_, reading)) = READINGS.iter().find(|(known, _)| *known == c).filter(|_| n % 3 == 0) {
            out.push_str(&format!("({reading})"));
        }
    }
    out
}

/// Zero-width characters strewn in, a mark at the head.
pub(crate) fn invisible(text: &str) -> String {
    let mut out = String::from("\u{feff}");
    for (n, c) in text.chars().enumerate() {
        out.push(c);
        if n % 17 == 0 {
            out.push(['\u{200b}', '\u{200c}', '\u{2060}', '\u{feff}'][n / 17 % 4]);
        }
    }
    out
}

pub(crate) fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}

/// Entities of a page that was scraped.
pub(crate) fn entities(text: &str) -> String {
    text.replace('“', "&ldquo;").replace('”', "&rdquo;").replace("——", "&mdash;&mdash;").replace('\u{3000}', "&emsp;")
}

/// Radicals of PDF fonts for common characters.
pub(crate) fn radicals(text: &str) -> String {
    each(text, |c| match c {
        '一' => '⼀',
        '二' => '⼆',
        '八' => '⼋',
        '十' => '⼗',
        '大' => '⼤',
        '子' => '⼦',
        '小' => '⼩',
        '工' => '⼯',
        '年' => '年',
        '生' => '⽣',
        '目' => '⽬',
        '用' => '⽤',
        '人' => '⼈',
        '入' => '⼊',
        '力' => '⼒',
        _ => c,
    })
}

/// Dashes between digits, and in front of a year's 年, as another sign.
fn dashes(text: &str, to: char) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit =
        |i: Option<usize>| i.and_then(|i| chars.get(i)).is_some_and(|c| c.is_ascii_digit() || matches!(c, '%' | '年' | '月'));
    let one = |i: usize, c: char| {
        let between = digit(i.checked_sub(1)) && chars.get(i + 1).is_some_and(char::is_ascii_digit);
        // 附件2-1 keeps its number.
        let annex = c == '-' && i >= 3 && chars[i - 3..i].contains(&'件');
        if matches!(c, '—' | '-' | '～') && between && !annex { to } else { c }
    };
    chars.iter().enumerate().map(|(i, c)| one(i, *c)).collect()
}

/// `1-3`
pub(crate) fn hyphens(text: &str) -> String {
    dashes(text, '-')
}

/// `1～3`
pub(crate) fn tildes(text: &str) -> String {
    dashes(text, '～')
}

/// `1~3`
pub(crate) fn ascii_tildes(text: &str) -> String {
    dashes(text, '~')
}

/// `1－3`
pub(crate) fn wide_hyphens(text: &str) -> String {
    dashes(text, '－')
}

/// `1–3`
pub(crate) fn short_dashes(text: &str) -> String {
    dashes(text, '–')
}

/// `1∶7`, `20：30`
pub(crate) fn ratios(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    let colon = |i: usize| i > 0 && digit(i - 1) && digit(i + 1) && matches!(chars[i], ':' | '：' | '∶');
    // A colon of a time has two digits behind it.
    let to = |i: usize| if digit(i + 2) && digit(i - 1) { '：' } else { '∶' };
    (0..chars.len()).map(|i| if colon(i) { to(i) } else { chars[i] }).collect()
}

/// `「」` in traditional script.
pub(crate) fn corners(text: &str) -> String {
    each(&hanconv::s2tw(text), |c| match c {
        '“' => '「',
        '”' => '」',
        '‘' => '『',
        '’' => '』',
        _ => c,
    })
}

/// `（ 一 ）`, `1 .`, `一 、`: numbers of headings set off, as PDF files give them.
pub(crate) fn loose_numbers(text: &str) -> String {
    let line = |line: &str| {
        let (number, title) = super::doc::take_number(line);
        if number.is_empty() || number.starts_with('第') || number.ends_with('是') || title.is_empty() || title == line {
            return line.to_owned();
        }
        let mark = &line[..line.len() - title.len()];
        // Not the values of tables.
        if !mark.contains(['、', '.', '）', ')']) || number.contains('.') {
            return line.to_owned();
        }
        let spaced: Vec<String> = mark.chars().filter(|c| !c.is_whitespace()).map(String::from).collect();
        format!("{} {title}", spaced.join(" "))
    };
    text.lines().map(|l| line(l) + "\n").collect()
}
