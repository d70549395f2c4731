use super::*;

#[test]
fn what_goes_with_churn_has_a_coefficient_and_what_is_the_same_everywhere_has_none() {
    let rows: Vec<Features> = (0..40).map(|at| vec![Some(f64::from(at)), Some(7.0), None]).collect();
    let churned: Vec<bool> = (0..40).map(|at| at < 12 || at == 20).collect();
    let model = Model::fit(&rows.iter().collect::<Vec<_>>(), &churned, 1.0).unwrap();
    assert!(model.coefficients[0] < -1.0, "{model:?}");
    assert!(model.coefficients[1..].iter().all(|it| it.abs() < 1e-12), "{model:?}");
    assert!(model.probability(&rows[0]) > 0.8 && model.probability(&rows[39]) < 0.05);
    // Who is not known at all is told what is told of the mean.
    let nobody = vec![None, None, None];
    let mean = vec![Some(19.5), Some(7.0), None];
    assert!((model.probability(&nobody) - model.probability(&mean)).abs() < 1e-12);
}

#[test]
fn a_feature_that_tells_without_fault_has_a_finite_coefficient() {
    let rows: Vec<Features> = (0..30).map(|at| vec![Some(if at < 6 { 0.0 } else { 100.0 })]).collect();
    let churned: Vec<bool> = (0..30).map(|at| at < 6).collect();
    let model = Model::fit(&rows.iter().collect::<Vec<_>>(), &churned, 1.0).unwrap();
    assert!(
        model.coefficients[0] < -1.0 && model.coefficients[0] > -10.0,
        "{model:?}"
    );
}

#[test]
fn cases_of_one_kind_have_no_regression() {
    let rows = [vec![Some(1.0)], vec![Some(2.0)]];
    let refused = Model::fit(&rows.iter().collect::<Vec<_>>(), &[true, true], 1.0).unwrap_err();
    assert!(refused.to_string().starts_with("the regression failed: "), "{refused}");
}

#[test]
fn each_fold_has_its_part_of_either_kind() {
    let churned: Vec<bool> = (0..53).map(|at| at % 4 == 0).collect();
    let fold_of = folded(&churned, 5);
    for fold in 0..5 {
        let of: Vec<bool> = fold_of
            .iter()
            .zip(&churned)
            .filter(|(of, _)| **of == fold)
            .map(|(_, churned)| *churned)
            .collect();
        let gone = of.iter().filter(|churned| **churned).count();
        assert!((2..=3).contains(&gone) && (10..=11).contains(&of.len()), "{of:?}");
    }
    assert_eq!(folded(&churned, 5), fold_of);
}

#[test]
fn a_case_is_told_by_the_others_alone() {
    // A feature that is a case's own number tells it from the others and says nothing of them.
    let rows: Vec<Features> = (0..60)
        .map(|case| (0..60).map(|at| Some(if at == case { 1.0 } else { 0.0 })).collect())
        .collect();
    let churned: Vec<bool> = (0..60).map(|at| at % 2 == 0).collect();
    let told = cross_validated(&rows, &churned, 5, 1.0).unwrap();
    let within = Model::fit(&rows.iter().collect::<Vec<_>>(), &churned, 1.0).unwrap();
    for (row, told) in rows.iter().zip(told) {
        assert_eq!(within.probability(row) > 0.6, told.churned);
        assert!((told.probability - 0.5).abs() < 0.1, "{told:?}");
    }
}
