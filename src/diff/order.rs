//! Which elements of a list kept their order: the heaviest increasing run of the kept pairs.

/// For kept pairs in the order of their places before, each given as (place after, weight): whether it belongs to the run that keeps
/// its order. The run is the heaviest one, so elements that are known to have gone elsewhere weigh little and are the ones out of
/// order when either could be.
///
/// O(n log n). Of several heaviest runs the one that ends first is taken; two plans are always compared in one direction, so the
/// choice mirrors.
pub(crate) fn in_order(pairs: &[(usize, u64)]) -> Vec<bool> {
    // best[k]: the heaviest run that ends at a place after of at most the k-th, as (weight, pair): a Fenwick tree of maxima.
    let mut places: Vec<usize> = pairs.iter().map(|(to, _)| *to).collect();
    places.sort_unstable();
    let rank = |to: usize| places.partition_point(|place| *place < to) + 1;
    let mut best: Vec<Option<(u64, usize)>> = vec![None; places.len() + 1];
    let mut back: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let mut end: Option<(u64, usize)> = None;
    for (i, (to, weight)) in pairs.iter().enumerate() {
        let mut before: Option<(u64, usize)> = None;
        let mut k = rank(*to) - 1;
        while k > 0 {
            if let Some(Some(run)) = best.get(k)
                && before.is_none_or(|(heaviest, _)| run.0 > heaviest)
            {
                before = Some(*run);
            }
            k &= k - 1;
        }
        let run = (before.map_or(0, |(heaviest, _)| heaviest).saturating_add(*weight), i);
        back.push(before.map(|(_, pair)| pair));
        let mut k = rank(*to);
        while let Some(slot) = best.get_mut(k) {
            if slot.is_none_or(|(heaviest, _)| run.0 > heaviest) {
                *slot = Some(run);
            }
            k += k & k.wrapping_neg();
        }
        if end.is_none_or(|(heaviest, _)| run.0 > heaviest) {
            end = Some(run);
        }
    }
    let mut kept = vec![false; pairs.len()];
    let mut at = end.map(|(_, pair)| pair);
    while let Some(i) = at {
        if let Some(flag) = kept.get_mut(i) {
            *flag = true;
        }
        at = back.get(i).copied().flatten();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(after: &[usize]) -> Vec<bool> {
        in_order(&after.iter().map(|to| (*to, 1)).collect::<Vec<_>>())
    }

    #[test]
    fn one_that_jumps_is_the_one_that_moved() {
        assert_eq!(plain(&[4, 0, 1, 2, 3]), [false, true, true, true, true]);
        assert_eq!(plain(&[]), [false; 0]);
        assert_eq!(in_order(&[(1, 1), (0, 9)]), [false, true]);
        assert_eq!(in_order(&[(1, 9), (0, 1)]), [true, false]);
    }

    proptest! {
        #[test]
        fn as_heavy_as_the_naive_one(after in Just((0..9usize).collect::<Vec<_>>()).prop_shuffle(), weights in proptest::collection::vec(1u64..5, 9)) {
            let pairs: Vec<(usize, u64)> = after.iter().copied().zip(weights).collect();
            let run: Vec<(usize, u64)> = pairs.iter().zip(in_order(&pairs)).filter(|(_, k)| *k).map(|(p, _)| *p).collect();
            prop_assert!(run.iter().map(|(to, _)| to).is_sorted());
            let mut best: Vec<u64> = pairs.iter().map(|(_, w)| *w).collect();
            for i in 0..pairs.len() {
                for j in 0..i {
                    if pairs[j].0 < pairs[i].0 { best[i] = best[i].max(best[j] + pairs[i].1); }
                }
            }
            prop_assert_eq!(run.iter().map(|(_, w)| w).sum::<u64>(), best.into_iter().max().unwrap_or(0));
        }
    }
}
