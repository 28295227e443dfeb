//! Dates as front matter writes them.

use crate::text::Date;

/// The day, where there is one and only one reading, and the year: `2024-05-03T10:00`, `3 May 2024`, `1er mai 2024`, `2024`.
pub(super) fn read(value: &str) -> (Option<Date>, Option<i32>) {
    let value: String = value.trim().chars().take(60).collect::<String>().to_lowercase();
    let pieces: Vec<&str> = value.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
    // The time, glued to the day: `03t10`.
    let pieces: Vec<&str> = pieces.iter().map(|p| before_time(p)).collect();
    let year_at = pieces.iter().position(|p| year(p).is_some());
    let Some(at) = year_at else {
        return match pieces.first().filter(|p| p.len() == 8 && p.bytes().all(|b| b.is_ascii_digit())) {
            Some(p) => {
                let date = Date::new(&format!("{}-{}-{}", &p[..4], &p[4..6], &p[6..]));
                (date, date.map(|d| d.year))
            }
            None => (None, None),
        };
    };
    let found = year(pieces[at]);
    let number = |p: Option<&&str>| p.and_then(|p| day(p));
    let date = found.and_then(|year| {
        let (month, day) = if let Some(m) = pieces.iter().position(|p| month(p).is_some()) {
            // `3 May 2024`, `May 3, 2024`, `2024 May 3`.
            let near = [m.wrapping_sub(1), m + 1].into_iter().filter(|i| *i != at);
            (month(pieces[m])?, near.filter_map(|i| number(pieces.get(i))).next()?)
        } else if at == 0 {
            (number(pieces.get(1))?, number(pieces.get(2))?)
        } else {
            // `06/04/2025` has two readings, `25/04/2025` one.
            let (a, b) = (number(pieces.first())?, number(pieces.get(1))?);
            match (a, b) {
                (13.., 1..=12) => (b, a),
                (1..=12, 13..) => (a, b),
                (a, b) if a == b => (a, b),
                _ => return None,
            }
        };
        Date::new(&format!("{year:04}-{month:02}-{day:02}"))
    });
    (date, found)
}

fn before_time(piece: &str) -> &str {
    match piece.split_once('t') {
        Some((day, hour))
            if day.len() <= 2 && !day.is_empty() && day.bytes().chain(hour.bytes()).all(|b| b.is_ascii_digit()) =>
        {
            day
        }
        _ => piece,
    }
}

fn year(piece: &str) -> Option<i32> {
    (piece.len() == 4 && piece.bytes().all(|b| b.is_ascii_digit()))
        .then(|| piece.parse().ok())?
        .filter(|y| (1000..=2999).contains(y))
}

fn day(piece: &str) -> Option<u32> {
    let digits = ["er", "st", "nd", "rd", "th", "e"].iter().find_map(|s| piece.strip_suffix(s)).unwrap_or(piece);
    (digits.len() <= 2).then(|| digits.parse().ok())?
}

fn month(piece: &str) -> Option<u32> {
    const MONTHS: [&[&str]; 12] = [
        &["january", "jan", "janvier", "janv"],
        &["february", "feb", "février", "fevrier", "févr", "fév"],
        &["march", "mar", "mars"],
        &["april", "apr", "avril", "avr"],
        &["may", "mai"],
        &["june", "jun", "juin"],
        &["july", "jul", "juillet", "juil"],
        &["august", "aug", "août", "aout"],
        &["september", "sept", "sep", "septembre"],
        &["october", "oct", "octobre"],
        &["november", "nov", "novembre"],
        &["december", "dec", "décembre", "decembre", "déc"],
    ];
    MONTHS.iter().position(|names| names.contains(&piece)).map(|n| n as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn one_day_in_many_notations() {
        for text in [
            "2024-05-03",
            "2024-05-03T10:00:00Z",
            "2024-05-03 10:00:00-04:00",
            "2024/05/03",
            "2024-5-3",
            "20240503",
            "3 May 2024",
            "May 3, 2024",
            "3rd May 2024",
            "vendredi 3 mai 2024",
            "2024.05.03",
        ] {
            let (date, year) = read(text);
            assert_eq!(date.map(|d| d.to_string()).as_deref(), Some("2024-05-03"), "{text}");
            assert_eq!(year, Some(2024), "{text}");
        }
        assert_eq!(read("1er août 2023").0.map(|d| d.to_string()).as_deref(), Some("2023-08-01"));
    }

    #[test]
    fn what_has_two_readings_has_only_a_year() {
        for text in ["06/04/2025", "avril 2025", "2025", "spring 2025", "2025-13-45"] {
            assert_eq!(read(text), (None, Some(2025)), "{text}");
        }
        assert_eq!(read("soon"), (None, None));
        assert_eq!(read("25/04/2025").0.map(|d| d.to_string()).as_deref(), Some("2025-04-25"));
    }
}
