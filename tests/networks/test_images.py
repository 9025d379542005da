"""The digits are the published ones, and the curves are curves."""

import numpy as np
import pytest

from nag_helpers.networks.images import curves, digits


def test_digits_come_in_two_parts_without_a_common_image():
    data = digits()
    assert data.train_images.shape == (1437, 64)
    assert data.test_images.shape == (360, 64)
    assert (data.train_images.min(), data.train_images.max()) == (0, 1)
    train, test = ({tuple(image) for image in part} for part in (data.train_images, data.test_images))
    assert not train & test


def test_digits_are_those_of_scikit_learn():
    datasets = pytest.importorskip("sklearn.datasets", reason="not on this system: scikit-learn")
    published, data = datasets.load_digits(), digits()
    ours = np.concatenate(
        [np.c_[16 * data.train_images, data.train_labels], np.c_[16 * data.test_images, data.test_labels]]
    )
    theirs = np.c_[published.data, published.target]
    assert sorted(map(tuple, ours)) == sorted(map(tuple, theirs))


def test_another_seed_divides_the_digits_differently():
    assert (digits(seed=1).test_labels != digits(seed=2).test_labels).any()
    np.testing.assert_array_equal(digits(seed=1).test_images, digits(seed=1).test_images)


def test_digits_may_all_be_trained_on_but_not_all_be_kept():
    assert len(digits(test=0).train_images) == 1797
    with pytest.raises(ValueError, match="must leave some of the 1797 images to train on, got 1797"):
        digits(test=1797)


def test_curves_are_images_with_ink_between_none_and_full():
    images = curves(50, size=12)
    assert images.shape == (50, 144)
    assert images.min() >= 0
    assert 0.7 < images.max() <= 1


def test_every_curve_is_one_thin_stroke_that_crosses_its_columns_without_a_gap():
    for image in curves(50).reshape(50, 14, 14):
        inked = np.flatnonzero(image.max(axis=0) > 0.4)
        assert len(inked) >= 2
        assert (np.diff(inked) == 1).all()
        assert (image > 0.4).mean() < 0.5


def test_same_seed_same_curves():
    np.testing.assert_array_equal(curves(5, seed=3), curves(5, seed=3))
    assert (curves(5, seed=3) != curves(5, seed=4)).any()


def test_asking_for_no_curves_is_refused():
    with pytest.raises(ValueError, match="count must be a whole number of at least 1, got 0"):
        curves(0)
