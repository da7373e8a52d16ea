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
